package dev.rookery.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, on free ports of loopback, as `java -jar rookery.jar` starts it. Safe for any thread.
public final class ServerProcess implements AutoCloseable {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final String ADMIN_TOKEN = "the-token-of-these-tests";
    private static final Pattern PLAYER = Pattern.compile("\"player\":\"([^\"]*)\",\"name\":\"([^\"]*)\"");
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)/");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final int adminPort;

    /// @param vmOptions such as `-Xmx256m`
    public ServerProcess(String... vmOptions) {
        this(List.of(), vmOptions);
    }

    /// The same for a process that may have so many files and sockets open, and no more.
    public static ServerProcess withDescriptors(int most, String... vmOptions) {
        return new ServerProcess(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"), vmOptions);
    }

    private ServerProcess(List<String> launcher, String... vmOptions) {
        List<String> command = new ArrayList<>(launcher);
        command.add(JAVA);
        command.addAll(List.of(vmOptions));
        command.addAll(List.of(
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.rookery.server.Main",
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--admin-port",
                "0",
                "--data-directory",
                ""));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ROOKERY_ADMIN_TOKEN", ADMIN_TOKEN);
        try {
            process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            port = nextPort(out);
            adminPort = nextPort(out);
            Thread.ofVirtual().name("server-output").start(() -> out.lines().forEach(line -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
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

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        http.close();
    }
}
