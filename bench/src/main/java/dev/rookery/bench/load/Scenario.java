package dev.rookery.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;

/// One way to load a server. To add another: implement this, and list it in [LoadCommand].
interface Scenario {
    /// As `--scenario` has it.
    String name();

    /// Runs once, on a server that nobody else uses.
    ///
    /// @param report to be filled with the figures
    /// @return whether its own targets held
    boolean run(ServerChild server, PrintWriter out, ObjectNode report) throws IOException, InterruptedException;
}
