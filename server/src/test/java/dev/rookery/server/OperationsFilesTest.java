package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// What hosts take from `ops/` fits this server.
final class OperationsFilesTest {
    private static final Path OPS = Path.of("ops");
    private static final Pattern METRIC = Pattern.compile("\\b(?:rookery|jvm|process|system)_[a-z0-9_]+");
    private static final Pattern SAMPLE = Pattern.compile("^([a-z_0-9]+)[ {]", Pattern.MULTILINE);

    @Test
    void everyMetricOfTheDashboardAndTheAlertsIsInAScrape() throws IOException, InterruptedException {
        Set<String> asked = new TreeSet<>();
        for (String file : new String[] {"grafana-dashboard.json", "prometheus-alerts.yml"}) {
            METRIC.matcher(Files.readString(OPS.resolve(file))).results().map(MatchResult::group).forEach(asked::add);
        }
        asked.removeIf(name -> name.equals("rookery_sockets") || name.equals("rookery_handshakes"));
        assertTrue(asked.size() > 25, () -> "the files are gone: " + asked);
        try (ServerUnderTest server = new ServerUnderTest();
                HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + server.server().adminPort() + "/metrics");
            String scrape = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
            Set<String> samples = SAMPLE.matcher(scrape).results().map(line -> line.group(1)).collect(Collectors.toSet());
            asked.removeAll(samples);
            assertTrue(asked.isEmpty(), () -> "not in a scrape: " + asked);
        }
    }

    @Test
    void thePanelsOfTheDashboardDoNotOverlap() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(OPS.resolve("grafana-dashboard.json").toFile());
        Set<String> taken = new TreeSet<>();
        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode at = panel.get("gridPos");
            for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
                for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
                    assertTrue(taken.add(x + "," + y), () -> "two panels at one place: " + panel.get("title"));
                }
            }
        }
    }

    @Test
    void systemdAcceptsTheUnit() throws IOException, InterruptedException {
        Path verifier = Path.of("/usr/bin/systemd-analyze");
        Assumptions.assumeTrue(Files.isExecutable(verifier), "systemd-analyze was not found: this machine has no systemd.");
        Process check = new ProcessBuilder(verifier.toString(), "verify", OPS.resolve("rookery.service").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(check.waitFor(30, TimeUnit.SECONDS), "systemd-analyze hangs");
        assertEquals(0, check.exitValue(), said);
    }
}
