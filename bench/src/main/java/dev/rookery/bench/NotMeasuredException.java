package dev.rookery.bench;

/// Something outside this program is missing, so a figure cannot be taken here; that fails nothing.
public final class NotMeasuredException extends Exception {
    private static final long serialVersionUID = 1;

    /// @param reason a clause that follows "not measured:"
    public NotMeasuredException(String reason) {
        super(reason);
    }
}
