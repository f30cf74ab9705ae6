package dev.rookery.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that Java writes and TypeScript reads. They are checked in; a test fails while one is stale. After a deliberate
/// change of the format, write them anew:
/// `mvn test -Dtest='*VectorsTest' -Dvectors.write=true -Dskip.client.tests=true`, and let the other side follow.
public final class VectorFiles {
    public static final Path VECTORS = Path.of("src/test/resources/vectors");
    private static final ObjectMapper JSON = new ObjectMapper();

    private VectorFiles() {}

    /// A vector on each line, so that a difference shows which one has changed.
    public static String lines(List<ObjectNode> vectors) throws IOException {
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < vectors.size(); i++) {
            text.append(JSON.writeValueAsString(vectors.get(i))).append(i + 1 < vectors.size() ? ",\n" : "\n");
        }
        return text.append("]\n").toString();
    }

    public static void assertCurrent(Path file, String text) throws IOException {
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        boolean current = Files.exists(file) && text.equals(Files.readString(file));
        assertTrue(current, "Stale; the comment of VectorFiles says how it is written anew: file=" + file);
    }
}
