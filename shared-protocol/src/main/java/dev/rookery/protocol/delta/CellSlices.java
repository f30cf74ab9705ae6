package dev.rookery.protocol.delta;

import java.util.Arrays;

/// Where in the encoder's block the parts of this tick's cell frames lie. A part that was not made has the length
/// [#NONE]; one may well be made and have no bytes. Owned by the encoder.
final class CellSlices {
    static final int NONE = -1;

    /// What follows a base, in the byte after its length.
    static final int KNOWN = 1;

    static final int FULL = 2;

    /// Nothing unexpected in the base, which has no bytes.
    static final int QUIET = 4;

    private final int[] baseAt;
    private final int[] baseLength;
    private final int[] knownAt;
    private final int[] knownLength;
    private final int[] sources;
    private final int[] fullAt;
    private final int[] fullLength;
    private final int[] keyframeAt;
    private final int[] keyframeLength;

    CellSlices(int streams) {
        baseAt = new int[streams];
        baseLength = new int[streams];
        knownAt = new int[streams];
        knownLength = new int[streams];
        sources = new int[streams];
        fullAt = new int[streams];
        fullLength = new int[streams];
        keyframeAt = new int[streams];
        keyframeLength = new int[streams];
        Arrays.fill(baseLength, NONE);
        Arrays.fill(knownLength, NONE);
        Arrays.fill(fullLength, NONE);
        Arrays.fill(keyframeLength, NONE);
    }

    void clear(int stream) {
        baseLength[stream] = NONE;
        knownLength[stream] = NONE;
        fullLength[stream] = NONE;
        keyframeLength[stream] = NONE;
    }

    void base(int stream, int at, int length) {
        baseAt[stream] = at;
        baseLength[stream] = length;
    }

    /// @param from directions that arrivals come from, a bit each
    void known(int stream, int at, int length, int from) {
        knownAt[stream] = at;
        knownLength[stream] = length;
        sources[stream] = from;
    }

    void full(int stream, int at, int length) {
        fullAt[stream] = at;
        fullLength[stream] = length;
    }

    void keyframe(int stream, int at, int length) {
        keyframeAt[stream] = at;
        keyframeLength[stream] = length;
    }

    int baseAt(int stream) {
        return baseAt[stream];
    }

    int baseLength(int stream) {
        return baseLength[stream];
    }

    int knownAt(int stream) {
        return knownAt[stream];
    }

    int knownLength(int stream) {
        return knownLength[stream];
    }

    int sources(int stream) {
        return sources[stream];
    }

    int fullAt(int stream) {
        return fullAt[stream];
    }

    int fullLength(int stream) {
        return fullLength[stream];
    }

    int keyframeAt(int stream) {
        return keyframeAt[stream];
    }

    int keyframeLength(int stream) {
        return keyframeLength[stream];
    }
}
