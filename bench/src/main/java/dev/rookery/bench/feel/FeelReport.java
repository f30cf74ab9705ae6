package dev.rookery.bench.feel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FeelReport {
    void add(FeelProfile profile, FeelRun.Logs logs) {}

    void add(FeelFigures figures, FeelSamples samples) {}

    void write(Path file) throws IOException {
        Files.writeString(file, "");
    }
}
