package dev.rookery.protocol.wire;

/// Ids of entities that only their owners are told of. Each seat has a range of its own, above all other ids: so no
/// number that a client is sent, of a shared entity or of its own, depends on what others hide.
public final class PrivateIds {
    /// The first of them; ids below are of entities that others may see.
    public static final int FIRST = 1 << 16;

    /// Ids of one seat, the greatest number of such entities it can own at once.
    public static final int PER_SEAT = 256;

    /// In place of a seat: entities that belong to nobody in the room, and are sent to nobody.
    public static final int NOBODY = 1024;

    /// In place of a seat, where something is told to all of them.
    public static final int EVERYBODY = -1;

    /// The greatest of them.
    public static final int LAST = FIRST + (NOBODY + 1) * PER_SEAT - 1;

    private PrivateIds() {}

    /// The first id of a seat, 0 to 1,023 or [#NOBODY].
    public static int first(int seat) {
        return FIRST + seat * PER_SEAT;
    }

    /// The seat that a private id belongs to, or [#NOBODY].
    public static int seat(int id) {
        return (id - FIRST) / PER_SEAT;
    }

    /// What `seat`, or [#EVERYBODY], is sent of a reference, id + 1 or 0: none if it is to what is hidden from there.
    static int reference(double value, int seat) {
        int id = (int) value - 1;
        return id < FIRST || seat(id) == seat ? id + 1 : 0;
    }
}
