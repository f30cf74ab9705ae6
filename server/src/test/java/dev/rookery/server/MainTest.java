package dev.rookery.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void configPrintsWhatIsInForceAndWhereItCameFrom(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rookery.yaml"), "port: 9000\nsessions:\n  chat:\n    burst: 9\n");
        int status = run(
                Map.of("ROOKERY_PORT", "9001", "ROOKERY_TICKETS_MODE", "guest", "ROOKERY_TICKETS_SECRETS", SECRET),
                "config", "--config", file.toString(), "--admin-port", "9002", "--behind-proxy");
        assertEquals(0, status, err.toString());
        String printed = out.toString();
        assertTrue(printed.contains("port: 9001                                  # ROOKERY_PORT\n"), printed);
        assertTrue(printed.contains("adminPort: 9002                             # --admin-port\n"), printed);
        assertTrue(printed.contains("behindProxy: true                           # --behind-proxy\n"), printed);
        assertTrue(printed.contains("    burst: 9                                # " + file + ", line 4\n"), printed);
        assertTrue(printed.contains("secrets: [\"***\"]"), printed);
        assertFalse(printed.contains(SECRET), printed);
    }

    @Test
    void theFileMayBeNamedByTheEnvironment(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rookery.yaml"), "");
        assertEquals(0, run(Map.of("ROOKERY_CONFIG", file.toString()), "config"));
        assertEquals(2, run(Map.of("ROOKERY_CONFIG", folder.resolve("missing").toString()), "config"));
        assertTrue(err.toString().contains("There is no configuration file"), err.toString());
    }

    @Test
    void aMistakeIsASentenceAndTheUsageStatus() {
        assertEquals(2, run(Map.of("ROOKERY_PROT", "1", "ROOKERY_PORT", "x"), "config"));
        assertTrue(err.toString().contains("There is no setting ROOKERY_PROT; did you mean ROOKERY_PORT?"), err.toString());
        assertTrue(err.toString().contains("port is \"x\", but a whole number from 0 to 65535 is needed"), err.toString());
        assertEquals(2, run(Map.of(), "serve", "--prot", "1"));
        assertTrue(err.toString().contains("--port"), err.toString());
    }

    @Test
    void aSecretOnTheCommandLineIsRefusedAndNotRepeated() {
        assertEquals(2, run(Map.of(), "config", "--tickets-secrets", SECRET));
        assertTrue(err.toString().contains("--tickets-secrets is a secret"), err.toString());
        assertFalse(err.toString().contains(SECRET));
    }

    @Test
    void helpNamesEverySettingButNoSecret() {
        assertEquals(0, run(Map.of(), "serve", "--help"));
        assertTrue(out.toString().contains("--sessions-chat-burst"), out.toString());
        assertFalse(out.toString().contains("--admin-token"));
        assertEquals(0, run(Map.of(), "version"));
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine line = Main.commandLine(environment);
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
