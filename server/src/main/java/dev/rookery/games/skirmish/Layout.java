package dev.rookery.games.skirmish;

import dev.rookery.games.skirmish.LayoutPlan.Draft;
import dev.rookery.games.skirmish.LayoutPlan.Spot;

/// The maps, in the order in which rounds go through them. What each part is for:
///
/// - open lanes of at least 300 px, so that a rail has something to look along;
/// - mirrors where two lanes meet, so that a bolt around the corner is worth a try;
/// - pick-ups where three ways in can be watched, never in a dead end.
public enum Layout {
    /// A ring of plates around an open middle with four mirrors, crosses and hooks further out.
    FOUNDRY,
    /// Four crossings of long lanes around a walled court.
    CROSSING,
    /// Four arms that wind around the centre.
    PINWHEEL,
    /// Scattered blocks, no long walls: nowhere is quite safe.
    REEF;

    private static final int CENTRE = Size.DISTRICT / 2;

    /// The layout of a district in a round of a room that goes through all of them; neighbours have different ones.
    ///
    /// @param round counted from 1
    static Layout of(int round, int district) {
        return values()[(round - 1 + district) % values().length];
    }

    /// Draws a district; allocates, so only between rounds.
    LayoutPlan plan() {
        return switch (this) {
            case FOUNDRY -> foundry();
            case CROSSING -> crossing();
            case PINWHEEL -> pinwheel();
            case REEF -> reef();
        };
    }

    private static LayoutPlan foundry() {
        return Draft.mirrored()
                .plate(1400, 1400, 420, 52) // the ring, open on four sides
                .plate(1400, 1452, 52, 368)
                .mirror(1856, 1856, 72, 72) // around the middle
                .plate(760, 1006, 500, 52) // crosses
                .plate(984, 760, 52, 246)
                .plate(984, 1058, 52, 202)
                .mirror(1868, 720, 360, 56) // in front of the openings
                .mirror(720, 1868, 56, 360)
                .plate(360, 360, 240, 48) // hooks in the corners
                .plate(360, 408, 48, 192)
                .plate(1440, 380, 56, 260)
                .plate(380, 1440, 260, 56)
                .spawn(200, 200)
                .spawn(700, 480)
                .spawn(480, 760)
                .spawn(1240, 880)
                .spawn(880, 1240)
                .spawn(1700, 240)
                .spawn(240, 1700)
                .spawn(1640, 1180)
                .spawn(1180, 1640)
                .build(new Spot(CENTRE, 1120), new Spot(CENTRE, CENTRE), new Spot(CENTRE, 2976));
    }

    private static LayoutPlan crossing() {
        Draft draft = Draft.mirrored();
        // Four hooks frame a crossing of two lanes, 360 px wide, at (1344, 1344) and its images.
        draft.plate(620, 1116, 548, 48).plate(1120, 620, 48, 496);
        draft.plate(1520, 1116, 340, 48).plate(1520, 620, 48, 496);
        draft.plate(620, 1524, 548, 48).plate(1120, 1572, 48, 288);
        draft.mirror(1520, 1524, 300, 48).mirror(1520, 1572, 48, 248);
        return draft.plate(300, 700, 56, 300)
                .plate(700, 300, 300, 56)
                .mirror(1960, 560, 176, 176)
                .mirror(560, 1960, 176, 176)
                .plate(1980, 1760, 136, 40)
                .plate(1760, 1980, 40, 136)
                .spawn(180, 180)
                .spawn(860, 860)
                .spawn(480, 520)
                .spawn(1344, 300)
                .spawn(300, 1344)
                .spawn(1740, 800)
                .spawn(800, 1740)
                .spawn(1740, 1344)
                .spawn(1344, 1740)
                .build(new Spot(1344, 2048), new Spot(CENTRE, CENTRE), new Spot(2752, 2048));
    }

    private static LayoutPlan pinwheel() {
        return Draft.turned()
                .mirror(2200, 1880, 600, 56) // the arms
                .plate(2744, 1420, 56, 460)
                .plate(2480, 860, 820, 56) // the outer hooks
                .plate(3244, 916, 56, 480)
                .mirror(1978, 1060, 140, 140) // between arm and hook
                .plate(3580, 420, 56, 300) // in the corners
                .plate(3280, 420, 180, 56)
                .plate(1240, 400, 460, 56) // along the border
                .plate(2360, 380, 56, 260)
                .mirror(1560, 820, 96, 96)
                .spawn(180, 180)
                .spawn(2048, 220)
                .spawn(2048, 700)
                .spawn(1100, 640)
                .spawn(2760, 600)
                .spawn(2900, 1180)
                .spawn(2400, 1400)
                .spawn(1300, 1240)
                .spawn(3760, 1400)
                .build(new Spot(CENTRE, 920), new Spot(CENTRE, CENTRE), new Spot(CENTRE, 3176));
    }

    private static LayoutPlan reef() {
        return Draft.turned()
                .plate(300, 300, 150, 150)
                .mirror(760, 240, 110, 110)
                .plate(1180, 420, 200, 90)
                .plate(1620, 220, 90, 180)
                .plate(480, 820, 90, 210)
                .mirror(900, 720, 130, 130)
                .plate(1400, 820, 120, 120)
                .mirror(1780, 700, 90, 90)
                .plate(700, 1240, 190, 80)
                .plate(1160, 1160, 90, 200)
                .mirror(1620, 1180, 130, 90)
                .plate(260, 1480, 120, 120)
                .plate(800, 1640, 100, 150)
                .mirror(1280, 1640, 90, 90)
                .plate(1660, 1560, 160, 90)
                .plate(1820, 1860, 80, 80)
                .spawn(160, 160)
                .spawn(1000, 260)
                .spawn(600, 600)
                .spawn(1200, 700)
                .spawn(1960, 420)
                .spawn(400, 1240)
                .spawn(980, 1000)
                .spawn(1440, 1100)
                .spawn(560, 1640)
                .spawn(1500, 1480)
                .build(new Spot(1240, 2048), new Spot(CENTRE, CENTRE), new Spot(2856, 2048));
    }
}
