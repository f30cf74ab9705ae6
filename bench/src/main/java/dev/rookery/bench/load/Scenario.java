package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;

/// One way to load a server. To add another: implement this, or add a [PlayScenario], and list it in [Scenarios].
interface Scenario {
    /// As `--scenario` has it.
    String name();

    /// In a few words, for `--help`.
    String purpose();

    /// Runs once, on a server of its own.
    ///
    /// @param report to be filled with the figures
    /// @return whether its own targets held
    boolean run(RunTerms terms, PrintWriter out, ObjectNode report) throws IOException, InterruptedException;
}
