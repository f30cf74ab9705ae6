package dev.rookery.bench.compare;

import dev.rookery.bench.NodeProgram;
import dev.rookery.bench.NotMeasuredException;
import dev.rookery.bench.load.ArenaTerms;
import dev.rookery.bench.load.PlayScenario;
import dev.rookery.bench.load.RookeryPlayer;
import dev.rookery.bench.load.ServerChild;
import dev.rookery.bench.load.ServerSetup;
import dev.rookery.bench.swarm.SwarmClient;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// Every peer that `bench compare` knows.
final class Peers {
    private static final Path HERE = Path.of("").toAbsolutePath();

    private Peers() {}

    /// In the order in which they are shown; the first sets how many bytes the floors send.
    static List<Peer> all() {
        return List.of(
                new Rookery("rookery", true),
                new Rookery("rookery-interest", false),
                new CFloor(),
                new JavaFloor("java-floor", "Java NIO, one selector, the same ready frame to all", NioFloor.class.getName()),
                new JavaFloor("netty", "Netty 4.2 with its WebSocket codec, the same bytes to all", NettyServer.class.getName()),
                new Json(),
                new Colyseus("colyseus", true),
                new Colyseus("colyseus-views", false));
    }

    private record Rookery(String name, boolean seesAll) implements Peer {
        @Override
        public boolean isOurs() {
            return true;
        }

        @Override
        public String description() {
            return seesAll ? "Rookery, everybody sees everything" : "Rookery, each sees what lies around";
        }

        @Override
        public ServerChild start(CompareTerms terms, int bytes) throws IOException {
            return new ServerSetup(
                            terms.arena(seesAll),
                            terms.pinning(),
                            PlayScenario.AS_DEPLOYED,
                            PlayScenario.settings(terms.settings()))
                    .start();
        }

        @Override
        public IntFunction<SwarmClient> clients(CompareTerms terms, int port) {
            GameBinding<?> game = GameBinding.bind(terms.arena(seesAll).type());
            RookeryPlayer.Part part = RookeryPlayer.Part.of(game, terms.inputHz(), false, 0);
            return number -> new RookeryPlayer(part, number);
        }
    }

    private record CFloor() implements Peer {
        private static final long COMPILE_SECONDS = 60;

        @Override
        public String name() {
            return "c-floor";
        }

        @Override
        public String description() {
            return "C, epoll, the same ready frame to all";
        }

        @Override
        public ServerChild start(CompareTerms terms, int bytes)
                throws IOException, NotMeasuredException, InterruptedException {
            Path program = Files.createTempFile("floor", ".bin");
            try {
                compile(program);
                List<String> command =
                        List.of(program.toString(), String.valueOf(terms.arena().hz()), String.valueOf(bytes));
                return new ServerChild(terms.pinning().server(command), HERE);
            } finally {
                Files.deleteIfExists(program); // it runs by now, or never will
            }
        }

        private static void compile(Path program) throws IOException, NotMeasuredException, InterruptedException {
            Path source = NodeProgram.folder("bench/peers/floor").resolve("floor.c");
            Process compiler;
            try {
                compiler = new ProcessBuilder("gcc", "-O2", "-o", program.toString(), source.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new NotMeasuredException("there is no gcc here");
            }
            if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                compiler.destroyForcibly();
                throw new NotMeasuredException("gcc does not compile floor.c");
            }
        }

        @Override
        public IntFunction<SwarmClient> clients(CompareTerms terms, int port) {
            return number -> new BytesClient();
        }
    }

    private record JavaFloor(String name, String description, String main) implements Peer {
        @Override
        public ServerChild start(CompareTerms terms, int bytes) throws IOException {
            List<String> options = new ArrayList<>(PlayScenario.AS_DEPLOYED);
            options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
            List<String> command = ServerSetup.java(options, main);
            command.addAll(List.of(String.valueOf(terms.arena().hz()), String.valueOf(bytes)));
            return new ServerChild(terms.pinning().server(command), HERE);
        }

        @Override
        public IntFunction<SwarmClient> clients(CompareTerms terms, int port) {
            return number -> new BytesClient();
        }
    }

    /// A server that Node runs, in a folder of its own.
    private static ServerChild node(String folder, ArenaTerms arena, CompareTerms terms) throws IOException, NotMeasuredException {
        NodeProgram program = NodeProgram.in(folder);
        return new ServerChild(terms.pinning().server(program.command("server.mjs", arena.line())), program.folder());
    }

    private record Json() implements Peer {
        @Override
        public String name() {
            return "json";
        }

        @Override
        public String description() {
            return "Node, ws 8, the whole state as JSON to all";
        }

        @Override
        public ServerChild start(CompareTerms terms, int bytes) throws IOException, NotMeasuredException {
            return node("bench/peers/json-arena", terms.arena(true), terms);
        }

        @Override
        public IntFunction<SwarmClient> clients(CompareTerms terms, int port) {
            return number -> new JsonClient(number, terms.isMeasured(number));
        }
    }

    private record Colyseus(String name, boolean seesAll, HttpClient http) implements Peer {
        private static final double SLOW_JOINS_PER_SECOND = 150;

        Colyseus(String name, boolean seesAll) {
            this(name, seesAll, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()); // else it asks for an upgrade
        }

        @Override
        public String description() {
            return "Colyseus 0.18 on Node 22, " + (seesAll ? "everything to everybody" : "a StateView for each client");
        }

        @Override
        public ServerChild start(CompareTerms terms, int bytes) throws IOException, NotMeasuredException {
            return node("bench/peers/colyseus-arena", terms.arena(seesAll), terms);
        }

        @Override
        public IntFunction<SwarmClient> clients(CompareTerms terms, int port) {
            return number -> new ColyseusClient(http, port, number, terms.isMeasured(number));
        }

        @Override
        public double joinsPerSecond() {
            return SLOW_JOINS_PER_SECOND;
        }
    }
}
