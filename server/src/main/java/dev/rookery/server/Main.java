package dev.rookery.server;

import dev.rookery.games.Games;
import dev.rookery.server.transport.PortTakenException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Entry point of `rookery.jar`: reads the command line and the environment, starts the server, and waits for the signal to
/// stop.
@Command(
        name = "rookery",
        description = "An authoritative multiplayer game server for the browser.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {Main.Serve.class, Main.PrintVersion.class})
public final class Main implements Callable<Integer> {
    private static final int EXIT_CANNOT_START = 3;

    private Main() {}

    /// Runs a command; without one, serves.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        return new Serve().call();
    }

    /// `rookery serve`.
    @Command(name = "serve", description = "Starts the server (the default).", mixinStandardHelpOptions = true)
    static final class Serve implements Callable<Integer> {
        @Option(names = "--port", paramLabel = "PORT", description = "Port of the game (ROOKERY_PORT, 8080).")
        private @Nullable Integer port;

        @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (ROOKERY_HOST, 0.0.0.0).")
        private @Nullable String host;

        @Option(
                names = "--admin-port",
                paramLabel = "PORT",
                description = "Port of health and metrics, on 127.0.0.1 (ROOKERY_ADMIN_PORT, 8081).")
        private @Nullable Integer adminPort;

        @Override
        public Integer call() throws InterruptedException {
            ServerConfig config;
            try {
                ServerConfig environment = ServerConfig.fromEnvironment(System.getenv());
                config = environment.listeningOn(
                        host == null ? environment.host() : host,
                        port == null ? environment.port() : port,
                        adminPort == null ? environment.adminPort() : adminPort,
                        environment.node());
            } catch (IllegalArgumentException e) {
                System.err.println(e.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            return serve(config);
        }

        private static int serve(ServerConfig config) throws InterruptedException {
            GameServer server;
            try {
                server = GameServer.start(config, Games.ALL);
            } catch (PortTakenException e) {
                System.err.println("Port " + e.port() + " is in use by another program: end it, or choose another port with "
                        + (e.port() == config.port() ? "ROOKERY_PORT" : "ROOKERY_ADMIN_PORT") + "=" + (e.port() + 10) + ".");
                return EXIT_CANNOT_START;
            }
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                server.close();
                stopped.countDown();
            }));
            endWithParent();
            greet(server, config);
            stopped.await();
            return CommandLine.ExitCode.OK;
        }

        /// Maven starts the server as its child; when Maven is killed, nobody else would stop it.
        private static void endWithParent() {
            if (Boolean.getBoolean("exitWithParent")) {
                ProcessHandle.current().parent().ifPresent(parent -> {
                    var _ = parent.onExit().thenRun(() -> System.exit(0));
                });
            }
        }

        private static void greet(GameServer server, ServerConfig config) {
            StringBuilder out = new StringBuilder("\n  Rookery is running.\n\n");
            out.append("    Play            http://localhost:").append(server.port()).append("/\n");
            if (config.host().equals("0.0.0.0")) {
                for (String address : localAddresses()) {
                    out.append("    Invite others   http://").append(address).append(':').append(server.port()).append("/\n");
                }
            }
            out.append("    Health, metrics http://localhost:").append(server.adminPort()).append("/\n\n");
            out.append("  For a private match choose \"Create\" on the page and send the link. Ctrl-C stops the server.\n");
            System.out.println(out);
        }

        private static List<String> localAddresses() {
            List<String> addresses = new ArrayList<>();
            try {
                for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                    if (network.isUp() && !network.isLoopback() && !network.isVirtual()) {
                        for (InetAddress address : Collections.list(network.getInetAddresses())) {
                            if (address.isSiteLocalAddress()) {
                                addresses.add(address.getHostAddress());
                            }
                        }
                    }
                }
            } catch (SocketException e) {
                return List.of(); // the address to invite others to is a courtesy only
            }
            return addresses;
        }
    }

    /// `rookery version`.
    @Command(name = "version", description = "Prints the version.")
    static final class PrintVersion implements Callable<Integer> {
        @Override
        public Integer call() {
            System.out.println(String.join("\n", new Version().getVersion()));
            return CommandLine.ExitCode.OK;
        }
    }

    /// The version in the jar's manifest.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"rookery " + (version == null ? "development" : version) + " on Java " + Runtime.version()};
        }
    }
}
