package dev.rookery.bench.train;

import dev.rookery.bench.Provenance;
import dev.rookery.bench.bytes.Trace;
import dev.rookery.bench.bytes.TraceTraining;
import dev.rookery.bench.cells.TraceWorld;
import dev.rookery.game.GameType;
import dev.rookery.game.Interest;
import dev.rookery.games.Games;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import dev.rookery.protocol.delta.TableTrainer;
import dev.rookery.protocol.schema.GameSchema;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Trains a table for the range coder. A game plays real rooms in virtual time for it, and the table is then tried on
/// rooms of other seeds, where every frame is decoded and compared; recorded traces are only counted.
@Command(
        name = "train",
        description = "Trains a table for the range coder, and says what it is worth on other rooms.",
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int CELL = 512; // world units
    private static final int CELL_SECONDS = 20; // of play in the world with cells
    private static final int TEST_SEEDS = 1000; // added to the seeds of the training rooms
    private static final int SETTLING_SECONDS = 2; // of a test room, not counted

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--seed", paramLabel = "N", description = "Of the first training room, 1.")
    private long seed = 1;

    @Option(names = "--rooms", paramLabel = "N", description = "To train on, and to test on, 8 each.")
    private int rooms = 8;

    @Option(names = "--seconds", paramLabel = "N", description = "Of play in each room, 60.")
    private int seconds = 60;

    @Option(names = "--any-game", description = "Make a table for all games instead of one for the traces' kinds.")
    private boolean forAnyGame;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to keep the table.")
    private @Nullable Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to keep the figures, beside those of other games.")
    private @Nullable Path json;

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description = "A setting of all rooms, such as size=large: other kinds of rooms have tables of their own.")
    private Map<String, String> settings = Map.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// What to train on.
    private static final class Source {
        @Option(names = "--game", paramLabel = "NAME", description = "A bundled game, which plays rooms for it.")
        private @Nullable String game;

        @Option(names = "--trace", paramLabel = "FILE", arity = "1..*", description = "Recorded rooms, .trc.gz.")
        private List<Path> traces = List.of();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        CoderTable table = source.game == null ? fromTraces() : fromGame(GameBinding.bind(game(source.game)), console);
        console.printf("Table of %d bytes, hash %d.%n", table.text().length(), table.hash());
        if (out != null) {
            Files.writeString(out, table.text());
            console.println("Written to " + out);
        }
        console.flush();
        return 0;
    }

    private GameType<?> game(String name) {
        for (GameType<?> type : Games.ALL) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new ParameterException(spec.commandLine(), "There is no game of this name: game=" + name);
    }

    private CoderTable fromTraces() throws IOException {
        TableTrainer trainer = new TableTrainer();
        GameSchema schema = null;
        for (Path file : source.traces) {
            Trace trace = Trace.read(file);
            GameSchema its = TraceTraining.count(trace, trainer);
            if (forAnyGame && TraceWorld.canBeMadeOf(trace)) {
                countCells(trace, trainer); // so that a game with interest cells and no table has one that fits too
            }
            if (schema != null && !forAnyGame && its.tickRateHz() != schema.tickRateHz()) {
                throw new ParameterException(
                        spec.commandLine(), "Traces of different rates need tables of their own, or --any-game: file=" + file);
            }
            schema = its;
        }
        return schema == null || forAnyGame ? trainer.tableForAnyGame() : trainer.table(schema);
    }

    private void countCells(Trace trace, TableTrainer trainer) {
        GameBinding<?> world = GameBinding.bind(TraceWorld.type(List.of(trace), Interest.grid(CELL)));
        Counting counting = new Counting(trainer, world.schema(), true);
        TraceWorld.run(world, CELL_SECONDS * trace.hz(), counting::count);
    }

    private <I extends Record> CoderTable fromGame(GameBinding<I> game, PrintWriter console) throws IOException {
        GameSchema schema = Rehearsal.of(game, settings, seed).binding().schema();
        int ticks = seconds * schema.tickRateHz();
        TableTrainer trainer = new TableTrainer();
        for (int room = 0; room < rooms; room++) {
            train(trainer, Rehearsal.of(game, settings, seed + room), ticks);
        }
        CoderTable table = trainer.table(schema);
        List<RoomFigures> figures = new ArrayList<>();
        line(console, "room", "players", "entities", "bits", "generic", "trained", "settings");
        for (int room = 0; room < rooms; room++) {
            RoomFigures tested = test(Rehearsal.of(game, settings, seed + room + TEST_SEEDS), ticks, table);
            String settings = tested.settings().isEmpty() ? "" : tested.settings().toString();
            print(console, Long.toString(tested.seed()), Integer.toString(tested.players()), tested.cost(), settings);
            figures.add(tested);
        }
        RoomFigures.Cost mean = RoomFigures.mean(figures);
        print(console, "mean", "", mean, "bytes per tick");
        if (json != null) {
            Provenance provenance = Provenance.ofThisRun(spec.commandLine().getParseResult().originalArgs());
            new TableReport(provenance, schema.tickRateHz(), table.text().length(), mean, figures)
                    .writeTo(json, schema.game());
        }
        return table;
    }

    private static <I extends Record> void train(TableTrainer trainer, Rehearsal<I> room, int ticks) {
        Counting counting = new Counting(trainer, room.binding().schema(), false);
        room.play(ticks, counting::count);
    }

    private static <I extends Record> RoomFigures test(Rehearsal<I> room, int ticks, CoderTable table) {
        GameSchema schema = room.binding().schema();
        int settling = SETTLING_SECONDS * schema.tickRateHz();
        Contestant bits = new Contestant(schema, new BackEnd.Bits(), settling);
        Contestant generic = new Contestant(schema, new BackEnd.Range(CoderTable.GENERIC), settling);
        Contestant trained = new Contestant(schema, new BackEnd.Range(table), settling);
        room.play(ticks, (rows, homes) -> {
            bits.encode(rows, homes);
            generic.encode(rows, homes);
            trained.encode(rows, homes);
        });
        return new RoomFigures(
                room.seed(),
                room.players(),
                room.settings(),
                new RoomFigures.Cost(
                        bits.entities(), bits.bytesPerTick(), generic.bytesPerTick(), trained.bytesPerTick()));
    }

    private static void print(PrintWriter console, String room, String players, RoomFigures.Cost cost, String remark) {
        line(
                console,
                room,
                players,
                decimal(cost.entities()),
                decimal(cost.bits()),
                decimal(cost.rangeGeneric()),
                decimal(cost.rangeTrained()),
                remark);
        console.flush();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static void line(PrintWriter console, Object... columns) {
        console.printf("%-8s %8s %9s %9s %9s %9s  %s%n", columns);
    }
}
