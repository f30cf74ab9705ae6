package dev.rookery.protocol.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Control messages to and from JSON. Strict: unknown types and fields, wrong types, trailing text, duplicate keys and
/// nesting beyond 8 are refused. Immutable, shared by all threads.
public final class ControlCodec {
    /// Deepest nesting of a message from a peer.
    public static final int MAX_DEPTH = 8;

    /// Longest text in a message from a peer, which bounds a ticket.
    public static final int MAX_TEXT = 4096;

    private static final int POOLED = 16; // buffers of a text, which as many threads use at the same time at most

    private final JsonMapper mapper;

    /// With [#MAX_DEPTH].
    public ControlCodec() {
        this(MAX_DEPTH);
    }

    /// @param maxDepth of nesting, of a message from a peer
    public ControlCodec(int maxDepth) {
        // By default each thread keeps buffers of its own, 8 KB for every connection that ever said something.
        mapper = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED))
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(maxDepth)
                            .maxStringLength(MAX_TEXT)
                            .maxNumberLength(32)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    }

    /// The message in `text`, or null if it is not exactly one that we know. The peer is not told more than that: its
    /// text may be hostile.
    public @Nullable ToServer read(String text) {
        try {
            return mapper.readValue(text, ToServer.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    /// `message` as UTF-8.
    public byte[] write(ToBrowser message) {
        try {
            return mapper.writerFor(ToBrowser.class).writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A control message could not be written: message=" + message, e);
        }
    }
}
