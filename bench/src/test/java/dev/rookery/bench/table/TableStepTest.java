package dev.rookery.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rookery.bench.Main;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

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
}
