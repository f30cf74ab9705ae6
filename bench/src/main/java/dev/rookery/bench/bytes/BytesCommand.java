package dev.rookery.bench.bytes;

import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.BitsProfile;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.protocol.delta.DeltaDecoder;
import dev.rookery.protocol.delta.DeltaEncoder;
import dev.rookery.protocol.delta.FrameError;
import dev.rookery.protocol.schema.GameSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Encodes a recorded trace, decodes it again, compares every frame and prints what a tick costs in each back end.
@Command(
        name = "bytes",
        description = "Bytes per tick of each back end on a recorded trace.",
        mixinStandardHelpOptions = true)
public final class BytesCommand implements Callable<Integer> {
    private static final int PROFILE_LINES = 40;

    @Option(names = "--trace", required = true, paramLabel = "FILE", description = "A recorded room, .trc.gz.")
    private Path file = Path.of("");

    @Option(names = "--table", paramLabel = "FILE", description = "A table for the range coder, as train writes it.")
    private @Nullable Path tableFile;

    @Option(names = "--profile", description = "Print where the bits of the deltas went.")
    private boolean profiled;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out =
                spec == null ? new PrintWriter(System.out, true, StandardCharsets.UTF_8) : spec.commandLine().getOut();
        Trace trace = Trace.read(file);
        boolean exact = run(out, trace, "bits", new BackEnd.Bits());
        exact &= run(out, trace, "range, generic table", new BackEnd.Range(CoderTable.GENERIC));
        if (tableFile != null) {
            CoderTable trained = CoderTable.parse(Files.readString(tableFile));
            String misfit = trained.misfit(TraceRoom.schema(trace));
            if (misfit != null) {
                throw new IllegalArgumentException(misfit + " file=" + tableFile);
            }
            exact &= run(out, trace, "range, trained table", new BackEnd.Range(trained));
        }
        return exact ? 0 : 1;
    }

    private boolean run(PrintWriter out, Trace trace, String name, BackEnd backEnd) {
        GameSchema schema = TraceRoom.schema(trace);
        TraceRoom room = new TraceRoom(trace, schema);
        int ticksPerFrame = Trace.BASE_HZ / trace.hz();
        BitsProfile profile = new BitsProfile();
        DeltaEncoder encoder = profiled
                ? new DeltaEncoder(schema, ticksPerFrame, backEnd, profile)
                : new DeltaEncoder(schema, ticksPerFrame, backEnd);
        DeltaDecoder decoder = new DeltaDecoder(schema, ticksPerFrame, backEnd);
        byte[] bytes = new byte[encoder.maxFrameBytes()];
        decoder.decode(bytes, 0, encoder.keyframe(bytes, 0), true);
        long total = 0;
        int largest = 0;
        long keyframes = 0;
        for (int i = 0; i < trace.frames().size(); i++) {
            room.show(trace.frames().get(i));
            int length = encoder.delta(room.rows, bytes, 0);
            FrameError error = decoder.decode(bytes, 0, length, false);
            if (error != null || decoder.stateHash() != room.rows.hash()) {
                out.printf("%s: frame %d was not decoded to what was encoded: error=%s%n", name, i, error);
                return false;
            }
            if (i == 0) {
                profile.clear();
                continue;
            }
            total += length;
            largest = Math.max(largest, length);
            keyframes += profiled ? 0 : encoder.keyframe(bytes, 0);
        }
        int ticks = trace.frames().size() - 1;
        out.printf("%-22s %7.1f bytes per tick, largest %5d", name, (double) total / ticks, largest);
        out.println(profiled ? "" : ", keyframe " + keyframes / ticks);
        profile.lines().stream()
                .limit(PROFILE_LINES)
                .forEach(line -> out.printf(
                        "%8.2f bytes per tick %8.2f values of %6.2f bits  %s: %s%n",
                        line.bits() / 8 / ticks,
                        (double) line.values() / ticks,
                        line.bits() / line.values(),
                        line.owner(),
                        line.element()));
        return true;
    }
}
