package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class NameKeyTest {
    @Test
    void namesThatPeopleTakeForTheSameHaveOneKey() {
        for (String like : new String[] {"ada", "ADA", "a d a", "Áda", "A.d-a", "\uff21\uff44\uff41", "\u0410d\u0430", "\u0391da"}) {
            assertEquals(NameKey.of("Ada"), NameKey.of(like), like);
        }
        assertEquals(NameKey.of("Bill_01"), NameKey.of("BiIlOl"));
    }

    @Test
    void otherNamesHaveOthers() {
        assertNotEquals(NameKey.of("Ada"), NameKey.of("Adam"));
        assertNotEquals(NameKey.of("Ada"), NameKey.of("Ida"));
        assertNotEquals(NameKey.of("木"), NameKey.of("林"));
    }

    @Test
    void aNameOfSignsAloneIsItsOwnKey() {
        assertNotEquals(NameKey.of("🚀"), NameKey.of("<3"));
        assertNotEquals(NameKey.of("🚀"), NameKey.of("🎈"));
    }

    @Test
    void aNumberBehindANameChangesItsKeyAsIfItHadBeenWritten() {
        for (int number : new int[] {2, 10, 31}) {
            for (String name : new String[] {"Ada", "🚀", "<3", "木", "!?"}) {
                assertEquals(NameKey.of(name + " " + number), NameKey.numbered(NameKey.of(name), number), name);
            }
        }
    }
}
