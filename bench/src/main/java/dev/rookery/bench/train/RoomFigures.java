package dev.rookery.bench.train;

import java.util.List;
import java.util.Map;

/// What one room's ticks cost.
///
/// @param players who follow a script; bots come as the settings have it
record RoomFigures(long seed, int players, Map<String, String> settings, Cost cost) {
    /// Bytes per tick in each back end, without the message's head and private header.
    ///
    /// @param entities alive on average
    record Cost(double entities, double bits, double rangeGeneric, double rangeTrained) {
        Cost {
            entities = rounded(entities);
            bits = rounded(bits);
            rangeGeneric = rounded(rangeGeneric);
            rangeTrained = rounded(rangeTrained);
        }

        private static double rounded(double value) {
            return Math.rint(value * 100) / 100;
        }
    }

    /// Of rooms of equal length.
    static Cost mean(List<RoomFigures> rooms) {
        double entities = 0;
        double bits = 0;
        double generic = 0;
        double trained = 0;
        for (RoomFigures room : rooms) {
            entities += room.cost.entities;
            bits += room.cost.bits;
            generic += room.cost.rangeGeneric;
            trained += room.cost.rangeTrained;
        }
        int count = rooms.size();
        return new Cost(entities / count, bits / count, generic / count, trained / count);
    }
}
