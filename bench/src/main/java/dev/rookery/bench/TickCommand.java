package dev.rookery.bench;

import picocli.CommandLine.Command;

/// `bench tick`.
@Command(
        name = "tick",
        description = "Micro-benchmarks of the tick and its parts: time and allocated bytes an operation.",
        mixinStandardHelpOptions = true)
final class TickCommand extends MicroCommand {
    TickCommand() {
        super("(?!Broadcast)\\w+");
    }
}
