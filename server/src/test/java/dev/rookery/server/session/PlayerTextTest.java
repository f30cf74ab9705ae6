package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

final class PlayerTextTest {
    @Test
    void aNameKeepsWhatPeopleWrite() {
        assertEquals("Zoë 木 🚀", PlayerText.name("  Zoë   木\t🚀 ", 24));
        assertEquals("<b>", PlayerText.name("<b>", 24));
    }

    @Test
    void aNameOfNothingVisibleIsNone() {
        assertNull(PlayerText.name(null, 24));
        assertNull(PlayerText.name(" \n\u200b\u202e\u0000\ufeff", 24));
    }

    @Test
    void lettersThatLookLikeNothingAndMarksWithoutALetterAreNoName() {
        for (String nothing : new String[] {"\u3164", "\u115f\uffa0", "\u2800 \u2800", "\u034f", "\u0301\u0301", "\u00ad"}) {
            assertNull(PlayerText.name(nothing, 24), nothing);
        }
        assertEquals("Ada", PlayerText.name("A\u3164d\u00ada\u2800", 24));
    }

    @Test
    void aNameIsCountedInCodePoints() {
        assertEquals("🚀".repeat(24), PlayerText.name("🚀".repeat(24), 24));
        assertNull(PlayerText.name("🚀".repeat(25), 24));
    }

    @Test
    void bidiOverridesLoneSurrogatesAndPilesOfMarksAreTakenOut() {
        assertEquals("abc", PlayerText.name("a\u202eb\u2066c\ud800", 24));
        assertEquals("e\u0301\u0301", PlayerText.name("e" + "\u0301".repeat(20), 24));
    }

    @Test
    void aLongLineOfChatIsCutAtACodePoint() {
        assertEquals("🚀".repeat(200), PlayerText.chat("🚀".repeat(300), 200));
        assertNull(PlayerText.chat(" \u0007 ", 200));
    }
}
