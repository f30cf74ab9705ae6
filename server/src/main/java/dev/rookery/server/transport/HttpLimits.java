package dev.rookery.server.transport;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Settings;
import dev.rookery.server.config.Unit;

/// The bounds of an HTTP request; one beyond them is answered 4xx or cut.
public record HttpLimits(
        @Setting(value = "8192", min = 1024, max = 65_536, unit = Unit.BYTES, doc = "All headers of a request.")
                int headerBytes,
        @Setting(
                        value = "16384",
                        min = 256,
                        max = 1_048_576,
                        unit = Unit.BYTES,
                        doc = "Body of a request, where one is taken at all.")
                int bodyBytes,
        @Setting(
                        value = "5000",
                        min = 500,
                        max = 60_000,
                        unit = Unit.MILLISECONDS,
                        doc = "Time for a TLS handshake, and again for a request until its headers are complete; then it is cut.")
                int headMillis,
        @Setting(
                        value = "60000",
                        min = 1000,
                        max = 600_000,
                        unit = Unit.MILLISECONDS,
                        doc = "Time for a request's body to come and its answer to be taken: a page of 3 MB at 50 kB/s.")
                int answerMillis) {
    /// What a server uses unless told otherwise.
    public static final HttpLimits DEFAULT = Settings.defaults(HttpLimits.class);
}
