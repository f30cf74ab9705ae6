package dev.rookery.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Mixed into a command: keeps its figures together with where they come from, as `bench/results` has them.
public final class JsonOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures, and where they come from, to FILE.")
    private @Nullable Path file;

    /// Replaces the file, if one is wanted, and says so. No folder of this machine gets into it.
    ///
    /// @param figures anything that Jackson can write
    public void write(Object figures, PrintWriter out) throws IOException {
        if (file == null) {
            return;
        }
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode report = json.createObjectNode();
        report.set(
                "provenance",
                json.valueToTree(
                        Provenance.ofThisRun(command.commandLine().getParseResult().originalArgs())));
        report.set("figures", json.valueToTree(figures));
        Files.writeString(file, Provenance.portable(json.writeValueAsString(report)) + "\n");
        out.println("Written to " + file);
        out.flush();
    }
}
