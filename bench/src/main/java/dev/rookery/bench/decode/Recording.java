package dev.rookery.bench.decode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.bench.bytes.CodecReplay;
import dev.rookery.bench.bytes.Trace;
import dev.rookery.bench.bytes.TraceRoom;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// A trace as it is sent, for `browser-client/bench/decodeBench.ts`: schema, and the frames of each back end with the hash
/// of the rows they lead to.
final class Recording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<BackEnd> BACK_ENDS = List.of(new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC));

    private Recording() {}

    /// @return a file that is deleted when the JVM ends
    static Path write(Trace trace) throws IOException {
        ObjectNode recording = JSON.createObjectNode();
        recording.set("schema", JSON.readTree(SchemaJson.write(TraceRoom.schema(trace))));
        recording.put("ticksPerFrame", trace.ticksPerFrame());
        ArrayNode streams = recording.putArray("streams");
        for (BackEnd backEnd : BACK_ENDS) {
            CodecReplay replay = new CodecReplay(trace, backEnd);
            ObjectNode stream = streams.addObject();
            stream.put("codec", backEnd.codec());
            stream.put("keyframe", base64(replay.keyframe()));
            ArrayNode deltas = stream.putArray("deltas");
            ArrayNode stateHashes = stream.putArray("stateHashes");
            while (replay.hasNext()) {
                deltas.add(base64(replay.frame(replay.next())));
                stateHashes.add(replay.stateHash());
            }
        }
        Path file = Files.createTempFile("recording", ".json");
        file.toFile().deleteOnExit();
        return Files.write(file, JSON.writeValueAsBytes(recording));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
