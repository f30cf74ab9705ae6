package dev.rookery.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Writes a command's own figures together with where they come from.
public final class JsonReport {
    private JsonReport() {}

    public static void write(@Nullable CommandSpec spec, ObjectNode figures, Path file) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        List<String> arguments =
                spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
        ObjectNode report = json.createObjectNode();
        report.set("provenance", json.valueToTree(Provenance.ofThisRun(arguments)));
        report.set("figures", figures);
        Files.writeString(file, json.writeValueAsString(report) + "\n");
    }
}
