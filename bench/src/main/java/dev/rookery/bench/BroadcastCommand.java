package dev.rookery.bench;

import picocli.CommandLine.Command;

/// `bench broadcast`.
@Command(
        name = "broadcast",
        description = "Micro-benchmarks of the encoder, the inbox, the outboxes and the frames of a write, as clients grow.",
        mixinStandardHelpOptions = true)
final class BroadcastCommand extends MicroCommand {
    BroadcastCommand() {
        super("BroadcastBenchmark|EncodeBenchmark");
    }
}
