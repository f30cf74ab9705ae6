package dev.rookery.server;

import dev.rookery.game.Codec;
import dev.rookery.game.GameType;
import dev.rookery.games.Games;
import dev.rookery.protocol.typescript.TypeScriptWriter;
import dev.rookery.server.replication.GameBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Writes the TypeScript of all bundled games. A test fails when the files in `browser-client/src/generated` are stale;
/// `mvn test -pl server -am -Dtest=GeneratedTypeScriptTest -Dregenerate=true` writes them anew.
public final class GenerateTypeScript {
    private GenerateTypeScript() {}

    /// Texts by file name.
    static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        for (GameType<?> type : Games.ALL) {
            files.put(
                    type.name() + ".ts",
                    TypeScriptWriter.write(
                            GameBinding.bind(type).schemas(), type.input().getSimpleName(), type.codec() == Codec.BITS));
        }
        return files;
    }

    /// Writes all files into `folder`.
    static void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
