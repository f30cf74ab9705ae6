package dev.rookery.testing;

import dev.rookery.server.transport.IoMode;
import java.util.Locale;

/// What servers under test are told of their transport: the build says it, see [BothTransports].
public final class TestedTransport {
    private TestedTransport() {}

    public static IoMode mode() {
        return IoMode.valueOf(System.getProperty("rookery.test.io", IoMode.AUTO.name()));
    }

    /// As `--transport-io` has it.
    public static String option() {
        return mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
