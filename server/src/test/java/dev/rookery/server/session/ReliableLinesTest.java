package dev.rookery.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReliableLinesTest {
    private final ReliableLines lines = new ReliableLines();
    private final Page page = new Page();

    @Test
    void theWelcomeComesFirst() {
        begin("welcome", "from before");
        tell("new");
        lines.fill(page);
        assertEquals(List.of("welcome", "from before", "new"), page.texts);
    }

    @Test
    void whatTheClientDidNotHearIsLeft() {
        begin("welcome");
        tell("one", "two", "three");
        lines.fill(page);
        tell("four");
        assertEquals(List.of("two", "three", "four"), unheard(1));
    }

    @Test
    void whatWasWrittenCountsAsHeardForWhoDoesNotCount() {
        begin("welcome");
        tell("one");
        lines.fill(page);
        tell("two");
        assertEquals(List.of("two"), unheard(Integer.MAX_VALUE));
    }

    @Test
    void aWelcomeThatWasNeverWrittenIsNotHandedOn() {
        begin("welcome", "from before");
        tell("new");
        assertEquals(List.of("from before", "new"), unheard(0));
    }

    @Test
    void onlyTheNewestOfManyUnheardLinesAreLeft() {
        begin("welcome");
        for (int i = 0; i < 200; i++) {
            tell("line " + i);
            lines.fill(page);
        }
        List<String> left = unheard(100);
        assertEquals(64, left.size());
        assertEquals("line 136", left.getFirst());
        assertEquals("line 199", left.getLast());
    }

    @Test
    void aCountThatIsALieHarmsNobody() {
        begin("welcome");
        tell("one");
        lines.fill(page);
        assertEquals(List.of("one"), unheard(-5));
        assertEquals(List.of(), unheard(1_000_000));
    }

    @Test
    void isBoundedBeyondWhatItBeganWith() {
        lines.begin("welcome".getBytes(UTF_8), IntStream.range(0, 100)
                .mapToObj(i -> ("old " + i).getBytes(UTF_8))
                .toList());
        for (int i = 0; i < SessionLimits.MAX_RELIABLE; i++) {
            assertTrue(lines.offer("new".getBytes(UTF_8)));
        }
        assertFalse(lines.offer("too many".getBytes(UTF_8)));
        lines.fill(page);
        assertEquals(List.of("welcome", "old 36"), page.texts.subList(0, 2));
        assertTrue(lines.isEmpty());
    }

    @Test
    void aLineThatDoesNotFitWaits() {
        begin("welcome");
        page.room = 3;
        tell("long line");
        assertFalse(lines.fill(page), "an empty writer takes any line");
        assertEquals(List.of("welcome"), page.texts);
        page.texts.clear();
        assertTrue(lines.fill(page));
    }

    private void begin(String welcome, String... before) {
        lines.begin(welcome.getBytes(UTF_8), bytes(before));
    }

    private void tell(String... texts) {
        bytes(texts).forEach(lines::offer);
    }

    private List<String> unheard(int heard) {
        return lines.unheard(heard).stream().map(line -> new String(line, UTF_8)).toList();
    }

    private static List<byte[]> bytes(String... texts) {
        return List.of(texts).stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    /// Keeps what is written.
    private static final class Page implements MessageWriter {
        private final List<String> texts = new ArrayList<>();
        private int room = 1_000_000;

        @Override
        public int remaining() {
            return room;
        }

        @Override
        public boolean isEmpty() {
            return texts.isEmpty();
        }

        @Override
        public void text(byte[] utf8) {
            texts.add(new String(utf8, UTF_8));
        }

        @Override
        public void binary(byte[] head, int headLength, byte[] shared, int sharedOffset, int sharedLength) {
            throw new AssertionError("These are lines of text.");
        }
    }
}
