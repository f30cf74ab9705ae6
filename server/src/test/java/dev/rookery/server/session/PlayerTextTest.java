package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

final class PlayerTextTest {
    @Test
    void aNameKeepsWhatPeopleWrite() {
        assertEquals("Zoë 木 🚀", PlayerText.name("  Zoë   木\t🚀 "));
        assertEquals("<b>", PlayerText.name("<b>"));
    }

    @Test
    void aNameOfNothingVisibleIsNone() {
        assertNull(PlayerText.name(null));
        assertNull(PlayerText.name(" \n\u200b\u202e\u0000\ufeff"));
    }

    @Test
    void aNameIsCountedInCodePoints() {
        assertEquals("🚀".repeat(24), PlayerText.name("🚀".repeat(24)));
        assertNull(PlayerText.name("🚀".repeat(25)));
    }

    @Test
    void bidiOverridesLoneSurrogatesAndPilesOfMarksAreTakenOut() {
        assertEquals("abc", PlayerText.name("a\u202eb\u2066c\ud800"));
        assertEquals("e\u0301\u0301", PlayerText.name("e" + "\u0301".repeat(20)));
    }

    @Test
    void aLongLineOfChatIsCutAtACodePoint() {
        assertEquals("🚀".repeat(200), PlayerText.chat("🚀".repeat(300)));
        assertNull(PlayerText.chat(" \u0007 "));
    }
}
