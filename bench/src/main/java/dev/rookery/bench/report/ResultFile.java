package dev.rookery.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One file of `bench/results`. Immutable.
///
/// @param name without folder and ending
/// @param command of the bench that wrote it, such as `load`
record ResultFile(String name, String command, JsonNode provenance, JsonNode figures) {
    private static final Pattern COMMAND = Pattern.compile("bench\\.jar (\\w+)");

    /// All of a folder, by name.
    static List<ResultFile> in(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<ResultFile> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
                String name = file.getFileName().toString();
                results.add(of(name.substring(0, name.length() - ".json".length()), json.readTree(file.toFile())));
            }
        }
        return results;
    }

    static ResultFile of(String name, JsonNode content) {
        boolean isWhole = content.has("provenance");
        JsonNode first = isWhole || content.isEmpty() ? content : content.elements().next(); // one report a game
        JsonNode provenance = first.path("provenance");
        Matcher command = COMMAND.matcher(provenance.path("command").asText());
        return new ResultFile(
                name, command.find() ? command.group(1) : "", provenance, isWhole ? content.path("figures") : content);
    }

    /// Where it comes from, as markup.
    String source() {
        return "<p class=\"source\">" + Page.text(provenance.path("date").asText().replace('T', ' ').replace("Z", " UTC"))
                + ", commit " + Page.text(provenance.path("commit").asText()) + ", "
                + Page.text(provenance.path("machine").asText()) + ", " + Page.text(provenance.path("jdk").asText())
                + ", load of the machine " + Page.number(provenance.path("loadAverage").asDouble()) + "<br><code>"
                + Page.text(provenance.path("command").asText()) + "</code></p>\n";
    }
}
