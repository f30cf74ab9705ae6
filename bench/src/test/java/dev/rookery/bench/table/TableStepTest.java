package dev.rookery.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.bench.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableStepTest {
    private static final double MOST_MINUTES = 45;

    @Test
    void everyRunIsACommandLineThatTheBenchKnowsAndHasAQuickForm() {
        for (TableStep step : TableStep.ALL) {
            var line = step.commandLine("x.json");
            if (!line.contains("--quick")) {
                line.add("--quick");
            }
            var parsed = Main.commandLine().parseArgs(line.toArray(String[]::new));
            assertTrue(parsed.hasSubcommand(), step.result());
        }
    }

    @Test
    void everyRunHasAFileOfItsOwn() {
        var files = new HashSet<String>();
        TableStep.ALL.forEach(step -> assertTrue(files.add(step.result()), step.result()));
    }

    @Test
    void allOfThemFitIntoTheTime() {
        double minutes = TableStep.ALL.stream().mapToDouble(TableStep::minutes).sum();
        assertTrue(minutes <= MOST_MINUTES, "minutes=" + minutes);
    }

    @Test
    void whatMattersMostComesFirst() {
        assertEquals("compare-500", TableStep.ALL.getFirst().result());
        assertFalse(TableStep.ALL.getLast().arguments().contains("compare"));
    }

    @Test
    void aRunThatThereWasNoTimeForHasNotHeld(@TempDir Path results) {
        StringWriter out = new StringWriter();
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute("table", "--minutes", "0", "--results", results.toString());
        assertTrue(out.toString().contains("skipped   compare-500"), out::toString);
        assertTrue(out.toString().contains("held    size of the page"), out::toString);
        assertEquals(Main.TARGET_MISSED, status);
    }
}
