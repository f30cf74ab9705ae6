package dev.rookery.games.skirmish;

import java.util.Locale;

/// How large a room is; the setting `size`. The large world is made of districts, each as large as the standard one.
enum Size {
    STANDARD(1, 100, 2048, 1000),
    LARGE(3, 1000, 6144, 3500);

    /// Name of the setting.
    static final String SETTING = "size";

    /// Side of a district, px.
    static final int DISTRICT = 4096;

    final int districts; // along one side of the world
    final int world; // side of the square world, px
    final int seats;
    final int maxEntities;

    /// Most bolts in flight; beyond it the oldest ends early. A hundred ships in steady fire have about 600; in the large
    /// world a third of all are in a fight.
    final int maxBolts;

    Size(int districts, int seats, int maxEntities, int maxBolts) {
        this.districts = districts;
        this.world = districts * DISTRICT;
        this.seats = seats;
        this.maxEntities = maxEntities;
        this.maxBolts = maxBolts;
    }

    /// Value of the setting.
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Size of(String value) {
        return value.equals(LARGE.value()) ? LARGE : STANDARD;
    }

    int districtCount() {
        return districts * districts;
    }

    /// Number of the district that holds a point, row by row.
    int district(double x, double y) {
        return along(y) * districts + along(x);
    }

    private int along(double position) {
        return (int) Math.min(districts - 1, Math.max(0, Math.floor(position / DISTRICT)));
    }
}
