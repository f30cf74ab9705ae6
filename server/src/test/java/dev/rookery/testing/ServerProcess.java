package dev.rookery.testing;

import dev.rookery.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, on free ports of loopback, as `java -jar rookery.jar` starts it. Safe for any thread.
public final class ServerProcess implements AutoCloseable {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final String ADMIN_TOKEN = "the-token-of-these-tests";
    private static final Pattern PLAYER = Pattern.compile("\"player\":\"([^\"]*)\",\"name\":\"([^\"]*)\"");
    private static final int MAX_LINES = 1000;
    private static final int FIRST_PORT = 20_000 + (int) (ProcessHandle.current().pid() % 1000) * 10;
    private static final int PORTS = 2000;
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)/");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final int port;
    private final int adminPort;

    /// @param vmOptions such as `-Xmx256m`
    public ServerProcess(String... vmOptions) {
        this(Main.class, List.of(), Map.of(), vmOptions);
    }

    /// @param options of the server with their values, such as `--drain-notice-seconds`
    public ServerProcess(Map<String, String> options, String... vmOptions) {
        this(Main.class, List.of(), options, vmOptions);
    }

    /// @param main another entry point, that takes the same command line
    public ServerProcess(Class<?> main, String... vmOptions) {
        this(main, List.of(), Map.of(), vmOptions);
    }

    /// The same for a process that may have so many files and sockets open, and no more.
    public static ServerProcess withDescriptors(int most, String... vmOptions) {
        List<String> launcher = List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh");
        return new ServerProcess(Main.class, launcher, Map.of(), vmOptions);
    }

    private ServerProcess(Class<?> main, List<String> launcher, Map<String, String> options, String... vmOptions) {
        Map<String, String> all = new TreeMap<>(
                Map.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0", "--data-directory", ""));
        all.putAll(options);
        List<String> command = new ArrayList<>(launcher);
        command.add(JAVA);
        command.addAll(List.of(vmOptions));
        command.addAll(List.of(
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                "serve"));
        all.forEach((option, value) -> command.addAll(List.of(option, value)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ROOKERY_ADMIN_TOKEN", ADMIN_TOKEN);
        try {
            process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            port = nextPort(out);
            adminPort = nextPort(out);
            Thread.ofVirtual().name("server-output").start(() -> keep(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (said.size() > MAX_LINES) {
                    said.poll();
                }
            }
        } catch (IOException e) {
            // The process was ended, and its output with it.
        }
    }

    /// A port that nobody uses, for a server that is started again on it. Not one of those that the system gives to clients: who
    /// calls such a port while nobody listens there may end up talking to itself, and keep it taken.
    public static int freePort() {
        for (int port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // Taken: on to the next.
            }
        }
        throw new AssertionError("No port is free.");
    }

    private static int nextPort(BufferedReader out) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return Integer.parseInt(address.group(1));
            }
        }
        throw new AssertionError("The server did not start:\n" + said);
    }

    /// What it printed since it was ready, the newest lines.
    public List<String> said() {
        return List.copyOf(said);
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for its end, and answers its exit code, or -1 if it goes on for so many seconds.
    public int exitCode(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends a signal, such as `STOP` or `CONT`.
    public void signal(String name) {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    /// Collects all garbage, so that what is used is what is live.
    public void collectGarbage() {
        run(JCMD, Long.toString(process.pid()), "GC.run");
    }

    /// Everything that `/metrics` says now.
    public String metrics() {
        return ask(admin("/metrics")).body();
    }

    /// Everybody who has a seat, as the admin sees it: player and name.
    public List<Map.Entry<String, String>> players() {
        Matcher players = PLAYER.matcher(ask(admin("/api/players")).body());
        return players.results().map(found -> Map.entry(found.group(1), found.group(2))).toList();
    }

    /// Takes a player's seat, as the admin does; false if there was none.
    public boolean kick(String player) {
        return ask(admin("/api/kick").POST(BodyPublishers.ofString("{\"player\":\"" + player + "\"}"))).statusCode() == 200;
    }

    /// Whether the admin's listener calls the process alive.
    public boolean isLive() {
        return ask(admin("/health/live")).statusCode() == 200;
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The sum of a metric over all its labels that contain `label`.
    public static double metric(String metrics, String name, String label) {
        Matcher lines = Pattern.compile("^" + name + "(\\{[^}]*})? (\\S+)$", Pattern.MULTILINE).matcher(metrics);
        double sum = 0;
        while (lines.find()) {
            String labels = lines.group(1) == null ? "" : lines.group(1);
            sum += labels.contains(label) ? Double.parseDouble(lines.group(2)) : 0;
        }
        return sum;
    }

    /// How many values of a histogram stayed under each of its bounds, the last of which is infinite.
    static NavigableMap<Double, Double> buckets(String metrics, String name) {
        Matcher lines = Pattern.compile("^" + name + "_bucket\\{.*?le=\"([^\"]+)\".*?} (\\S+)$", Pattern.MULTILINE).matcher(metrics);
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        while (lines.find()) {
            double bound = lines.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(lines.group(1));
            buckets.merge(bound, Double.parseDouble(lines.group(2)), Double::sum);
        }
        return buckets;
    }

    /// Resident memory of the process, 0 where the system does not say.
    public long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static void run(String... command) {
        try {
            Process helper = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(helper.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (helper.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Kills it, if it has not ended: a server with players on it would take its time.
    @Override
    public void close() {
        ProcessHandle handle = process.toHandle(); // the process itself would close its output before all of it is read
        handle.destroyForcibly();
        handle.onExit().join();
        http.close();
    }
}
