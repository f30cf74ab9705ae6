package dev.rookery.bench.bytes;

import dev.rookery.bench.ColyseusPeer;
import dev.rookery.bench.JsonOption;
import dev.rookery.bench.Main;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.protocol.schema.GameSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Encodes recorded rooms in each back end and in what others use, decodes them again, compares every frame, and prints
/// what a tick costs.
@Command(
        name = "bytes",
        description = "Bytes per tick of each back end, and of other ways to send it, on recorded rooms.",
        mixinStandardHelpOptions = true)
public final class BytesCommand implements Callable<Integer> {
    private static final String REFERENCE = "range, generic table"; // what a game without a table of its own has

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "A recorded room, .trc.gz. May be given again.")
    private List<Path> files = List.of();

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "A table for the range coder, as train writes it: one for all rooms, or one for each in their order.")
    private List<Path> tableFiles = List.of();

    @Option(names = "--profile", description = "Print where the bits of the deltas go.")
    private boolean profiled;

    @Option(names = "--no-peers", description = "Do not measure other libraries, which takes Node.")
    private boolean withoutPeers;

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (tableFiles.size() > 1 && tableFiles.size() != files.size()) {
            throw new ParameterException(
                    spec.commandLine(), "There must be one --table for all rooms, or one for each: " + tableFiles.size());
        }
        List<BytesReport> reports = new ArrayList<>();
        boolean held = true;
        for (int i = 0; i < files.size(); i++) {
            Trace trace = Trace.read(files.get(i));
            Map<String, BackEnd> backEnds = backEnds(i, TraceRoom.schema(trace));
            BytesReport report = measure(files.get(i), trace, backEnds);
            report.print(out, REFERENCE);
            held &= report.printTargets(out, trace);
            if (profiled) {
                backEnds.forEach((name, backEnd) -> {
                    out.println(name);
                    ProfileReport.of(trace, backEnd).print(out);
                });
            }
            out.flush();
            reports.add(report);
        }
        json.write(reports, out);
        return held ? 0 : Main.TARGET_MISSED;
    }

    private Map<String, BackEnd> backEnds(int room, GameSchema schema) throws IOException {
        Map<String, BackEnd> backEnds = new LinkedHashMap<>();
        backEnds.put("bits", new BackEnd.Bits());
        backEnds.put(REFERENCE, new BackEnd.Range(CoderTable.GENERIC));
        if (!tableFiles.isEmpty()) {
            Path file = tableFiles.get(tableFiles.size() == 1 ? 0 : room);
            CoderTable table = CoderTable.parse(Files.readString(file));
            String misfit = table.misfit(schema);
            if (misfit != null) {
                throw new IllegalArgumentException(misfit + " file=" + file);
            }
            backEnds.put("range, trained table", new BackEnd.Range(table));
        }
        return backEnds;
    }

    private BytesReport measure(Path file, Trace trace, Map<String, BackEnd> backEnds) {
        List<SchemeFigure> figures = new ArrayList<>();
        for (PlainScheme scheme : List.of(new JsonScheme(), new ByteMaskScheme())) {
            figures.add(SchemeFigure.of(scheme.name(), PlainScheme.bytesPerTick(scheme, trace)));
        }
        if (!withoutPeers) {
            try {
                ColyseusPeer.measure(file, 0)
                        .forEach(row -> figures.add(SchemeFigure.of(row.scheme(), row.bytesPerTick())));
            } catch (NotMeasuredException e) {
                figures.add(SchemeFigure.notMeasured("@colyseus/schema", String.valueOf(e.getMessage())));
            }
        }
        backEnds.forEach((name, backEnd) -> figures.add(CodecReplay.figure(name, trace, backEnd)));
        return new BytesReport(Trace.name(file), trace.hz(), trace.frames().size() - 1, figures);
    }
}
