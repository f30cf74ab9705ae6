package dev.rookery.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.game.GameType;
import dev.rookery.games.Games;
import dev.rookery.server.config.EffectiveSettings;
import dev.rookery.server.drain.Drain;
import dev.rookery.server.log.LogFormat;
import dev.rookery.server.log.LogSink;
import dev.rookery.server.log.LogbackBridge;
import dev.rookery.server.log.StreamSink;
import dev.rookery.server.transport.PortTakenException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Entry point of `rookery.jar`: reads the settings, starts the server, and waits for the signal to stop.
@Command(
        name = "rookery",
        description = "An authoritative multiplayer game server for the browser.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {Main.PrintVersion.class})
public final class Main extends SettingsCommand {
    private static final System.Logger LOG = System.getLogger(Main.class.getName());
    private static final int EXIT_CANNOT_START = 3;
    private static final int EXIT_BROKEN = 4;
    private static final int MAX_CAUSES = 8;
    private static final int MAX_ATTEMPTS = 10;
    private static final AtomicReference<byte @Nullable []> RESERVE = new AtomicReference<>(new byte[400 * 1024]);
    private static final byte[] LAST_WORDS =
            "Rookery ends: no memory is left. Start it again, with a larger -Xmx or a smaller maxRooms.\n".getBytes(UTF_8);

    private Main(Map<String, String> environment) {
        super(environment);
    }

    /// Runs a command; without one, serves.
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine root = new CommandLine(new Main(environment).withOptions());
        root.addSubcommand(new Serve(environment).withOptions());
        root.addSubcommand(new Config(environment).withOptions());
        return root;
    }

    @Override
    int run(EffectiveSettings<ServerConfig> settings, CommandLine line) throws InterruptedException {
        return serve(settings.config(), Games.ALL);
    }

    /// `rookery serve`.
    @Command(name = "serve", description = "Starts the server (the default).", mixinStandardHelpOptions = true)
    static final class Serve extends SettingsCommand {
        Serve(Map<String, String> environment) {
            super(environment);
        }

        @Override
        int run(EffectiveSettings<ServerConfig> settings, CommandLine line) throws InterruptedException {
            return serve(settings.config(), Games.ALL);
        }
    }

    /// `rookery config`.
    @Command(
            name = "config",
            description = "Prints the settings in force and where each came from; secrets are masked.",
            mixinStandardHelpOptions = true)
    static final class Config extends SettingsCommand {
        Config(Map<String, String> environment) {
            super(environment);
        }

        @Override
        int run(EffectiveSettings<ServerConfig> settings, CommandLine line) {
            line.getOut().print(settings.toYaml());
            line.getOut().flush();
            return CommandLine.ExitCode.OK;
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

    /// As it is printed.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"rookery " + ProductVersion.number() + " on Java " + Runtime.version()};
        }
    }

    /// A process that has no memory, or whose machine is broken, may have lost any of its threads, those of the JDK that nobody
    /// misses included: it ends at once, and whoever runs it starts another.
    private static void endIfBroken(Thread thread, Throwable error) {
        boolean isBroken = true; // until that much is known to work
        try {
            isBroken = isOfTheMachine(error);
            if (!isBroken) {
                LOG.log(System.Logger.Level.ERROR, "ev=thread.fault thread=" + thread.getName(), error);
            }
        } catch (OutOfMemoryError e) {
            isBroken = true;
        } finally {
            if (isBroken) {
                end(thread, error);
            }
        }
    }

    private static void end(Thread thread, Throwable error) {
        try {
            RESERVE.set(null);
            boolean isSaid = false;
            for (int attempt = 0; attempt < MAX_ATTEMPTS && !isSaid; attempt++) {
                isSaid = say(thread, error);
            }
        } finally {
            Runtime.getRuntime().halt(EXIT_BROKEN);
        }
    }

    /// Even to write takes a little memory, which others may take first.
    private static boolean say(Thread thread, Throwable error) {
        try {
            System.err.write(LAST_WORDS, 0, LAST_WORDS.length);
            System.err.flush();
            System.err.println(error + " thread=" + thread.getName());
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private static boolean isOfTheMachine(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /// Serves these games until the process is told to stop.
    static int serve(ServerConfig config, List<GameType<?>> games) throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(Main::endIfBroken);
        GameServer server;
        try {
            LogSink stdout = new StreamSink(new FileOutputStream(FileDescriptor.out), config.log().format());
            server = GameServer.start(config, games, stdout, LogbackBridge::install);
        } catch (PortTakenException e) {
            System.err.println("Port " + e.port() + " is in use by another program: end it, or choose another port with "
                    + (e.port() == config.port() ? "ROOKERY_PORT" : "ROOKERY_ADMIN_PORT") + "=" + (e.port() + 10) + ".");
            return EXIT_CANNOT_START;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return EXIT_CANNOT_START;
        }
        // What ends the process in another way, a closed terminal for example, ends it in order too, but at once.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
        StopSignals.handle(() -> drain(server.drain()));
        endWithParent();
        greet(server, config);
        server.drain().awaitStopped();
        return CommandLine.ExitCode.OK;
    }

    private static void drain(Drain drain) {
        if (drain.begin(Drain.Cause.SIGNAL)) {
            long seconds = Math.ceilDiv(drain.millisLeft(), 1000);
            if (seconds > 0) {
                System.out.println("\n  Players are told that the server restarts; it stops in " + seconds
                        + " s at the latest, or at once by another Ctrl-C or SIGTERM.");
            }
        } else {
            drain.hurry();
        }
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
        String scheme = config.tls().isOn() ? "https" : "http";
        StringBuilder out = new StringBuilder("\n  Rookery is running.\n\n");
        out.append("    Play            ").append(scheme).append("://localhost:").append(server.port()).append("/\n");
        if (config.host().equals("0.0.0.0")) {
            for (String address : localAddresses()) {
                out.append("    Invite others   ").append(scheme).append("://").append(address).append(':').append(server.port())
                        .append("/\n");
            }
        }
        if (config.dev().playground()) {
            out.append("    Try any game    ").append(scheme).append("://localhost:").append(server.port()).append("/playground/\n");
        }
        out.append("    Health, metrics http://localhost:").append(server.adminPort()).append("/\n");
        String token = server.newAdminToken();
        if (token != null) {
            out.append("    Admin token     ").append(token).append('\n');
        }
        out.append("\n  For a private match choose \"Create\" on the page and send the link. Ctrl-C stops the server.\n");
        // Where machines read the log, they read nothing else there.
        (config.log().format() == LogFormat.JSON ? System.err : System.out).println(out);
    }

    private static List<String> localAddresses() {
        return HostAddresses.own().stream()
                .filter(InetAddress::isSiteLocalAddress)
                .map(InetAddress::getHostAddress)
                .toList();
    }
}
