package dev.rookery.bench.picture;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one run saw.
///
/// @param ships in the room at the end, those out of sight included
/// @param perSecond pictures drawn
/// @param p99Millis between two pictures
/// @param bytesPerPicture everything that the page allocates, per picture, by V8's sampling heap profiler: snapshots and HUD
///     included
/// @param allocating the places that allocate most
record PictureFigure(
        String runtime,
        String renderer,
        int ships,
        double perSecond,
        double p99Millis,
        double mostMillis,
        double bytesPerPicture,
        List<Place> allocating) {
    /// Of 60, less what a shared machine drops.
    static final double MUST_PER_SECOND = 59;

    static final double MUST_BYTES = 2048;

    /// @param place function, file, line and column of the bundle
    record Place(String place, double bytesPerPicture) {}

    static PictureFigure of(JsonNode measured) {
        double[] millis = new double[measured.path("frames").size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = measured.path("frames").get(i).asDouble();
        }
        Arrays.sort(millis);
        List<Place> places = new ArrayList<>();
        measured.path("top").forEach(place ->
                places.add(new Place(place.path("place").asText(), place.path("bytesPerPicture").asDouble())));
        return new PictureFigure(
                measured.path("runtime").asText(),
                measured.path("renderer").asText(),
                measured.path("ships").asInt(),
                1000 * millis.length / Arrays.stream(millis).sum(),
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                measured.path("bytesPerPicture").asDouble(),
                places);
    }

    @JsonIgnore
    boolean isSmooth() {
        return perSecond >= MUST_PER_SECOND;
    }

    @JsonIgnore
    boolean isFrugal() {
        return bytesPerPicture <= MUST_BYTES;
    }

    boolean holds() {
        return isSmooth() && isFrugal();
    }
}
