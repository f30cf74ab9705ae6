package dev.rookery.server.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Reads JSON bodies of bounded size and depth, strictly: unknown and double fields and trailing text are refused. The client may
/// lie. Immutable.
final class JsonBody {
    private static final int MAX_DEPTH = 20;

    private final int maxBytes;
    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    JsonBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// The body as one of these; null if it is none, or too large.
    ///
    /// @throws CloseConnectionException if it does not come, or in chunks that are none
    <T> @Nullable T read(ServerRequest request, Class<T> type) {
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(maxBytes + 1);
            return body.length > maxBytes ? null : mapper.readValue(body, type);
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException
                | UncheckedIOException
                | IllegalArgumentException // what Helidon throws at the length of a chunk that is no number
                | DataReader.InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the body did not come", e);
        }
    }
}
