package dev.rookery.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.games.skirmish.Skirmish;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RoomSettingTest {
    @Test
    void eachValueHasOneFormOnly() {
        RoomSetting number = RoomSetting.number(-5, 96, 8);
        for (String value : List.of("-5", "0", "96", number.defaultValue())) {
            assertTrue(number.allows(value), value);
        }
        for (String value : List.of("-6", "97", "", "08", "+8", "8.0", "-0", " 8", "8 ", "٨", "99999999999999999999")) {
            assertFalse(number.allows(value), value);
        }
        RoomSetting flag = RoomSetting.flag(true);
        assertEquals("true", flag.defaultValue());
        for (String value : List.of("TRUE", "1", "yes", "")) {
            assertFalse(flag.allows(value), value);
        }
        assertFalse(RoomSetting.choice("ffa", "teams").allows("FFA"));
    }

    @Test
    void whatContradictsItselfIsRefusedWhereItIsDeclared() {
        assertThrows(IllegalArgumentException.class, RoomSetting::choice);
        assertThrows(IllegalArgumentException.class, () -> RoomSetting.choice("a", "a"));
        assertThrows(IllegalArgumentException.class, () -> RoomSetting.choice("two words"));
        assertThrows(IllegalArgumentException.class, () -> RoomSetting.number(1, 9, 0));
        for (String name : List.of("game", "Mode", "", "a-b", "x".repeat(33))) {
            var builder = GameType.named("x").setting(name, "a");
            assertThrows(IllegalArgumentException.class, () -> builder.create(Nothing.class, RoomSettingTest::never), name);
        }
    }

    @Test
    void playersLookForSkirmishByModeAndMapAndChooseTheBotsFreely() {
        assertEquals("one of: ffa, teams", setting("mode").allowed());
        assertTrue(setting("map").isMatched());
        assertFalse(setting("bots").isMatched());
        assertEquals("a whole number from 0 to 96", setting("bots").allowed());
    }

    private static RoomSetting setting(String name) {
        return Objects.requireNonNull(Skirmish.TYPE.settings().get(name));
    }

    private static Game<Nothing> never(Room room) {
        throw new AssertionError("no room is opened");
    }

    private record Nothing(boolean never) {}
}
