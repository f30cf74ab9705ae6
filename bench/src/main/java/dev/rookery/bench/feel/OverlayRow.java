package dev.rookery.bench.feel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A figure of the page's overlay, as players in Node have it and as Chromium has it.
///
/// @param differencePercent of the browser's from the headless one
/// @param agrees null where nothing is asked
@JsonInclude(JsonInclude.Include.NON_NULL)
record OverlayRow(
        String figure, String unit, double headless, double browser, double differencePercent, @Nullable Boolean agrees) {
    static final double MOST_PERCENT = 20;

    static OverlayRow info(String figure, String unit, double headless, double browser) {
        return new OverlayRow(figure, unit, headless, browser, percent(headless, browser), null);
    }

    /// A value that is no number was not measured, and agrees with nothing.
    ///
    /// @param floor a difference so small is none, however many percent it is
    static OverlayRow compared(String figure, String unit, double headless, double browser, double floor) {
        double percent = percent(headless, browser);
        boolean agrees = Math.abs(percent) <= MOST_PERCENT || Math.abs(browser - headless) <= floor;
        return new OverlayRow(figure, unit, headless, browser, percent, agrees);
    }

    private static double percent(double headless, double browser) {
        return browser == headless ? 0 : 100 * (browser - headless) / headless;
    }

    boolean isMissed() {
        return Boolean.FALSE.equals(agrees);
    }

    String verdict() {
        return agrees == null ? "" : agrees ? "agrees" : "DIFFERS";
    }
}
