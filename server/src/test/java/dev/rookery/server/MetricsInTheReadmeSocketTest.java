package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MetricsInTheReadmeSocketTest {
    private static final Pattern NAME = Pattern.compile("`(rookery_[a-z_]+)(?:\\{([a-z]+)})?`");

    @Test
    void eachIsInAScrape() throws IOException, InterruptedException {
        String readme = Files.readString(Path.of("README.md"));
        try (ServerUnderTest server = new ServerUnderTest();
                HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + server.server().adminPort() + "/metrics");
            String scrape = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
            TreeSet<String> missing = new TreeSet<>();
            int named = 0;
            for (MatchResult metric : NAME.matcher(readme).results().toList()) {
                named++;
                String label = metric.group(2);
                Pattern line = Pattern.compile(
                        "^" + metric.group(1) + "(_bucket)?" + (label == null ? "[ {]" : "\\{(.*,)?" + label + "="),
                        Pattern.MULTILINE);
                if (!line.matcher(scrape).find()) {
                    missing.add(metric.group());
                }
            }
            assertTrue(missing.isEmpty(), () -> "not in a scrape: " + missing);
            assertTrue(named > 5, "the table is gone");
        }
    }
}
