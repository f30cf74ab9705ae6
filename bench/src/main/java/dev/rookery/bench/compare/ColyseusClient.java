package dev.rookery.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rookery.bench.swarm.SwarmSamples;
import dev.rookery.protocol.wire.WireWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// A client of the arena on Colyseus: reserves a seat by HTTP, joins, counts patches, and sends inputs as messages. It does not
/// decode the patches. Owned by the swarm's thread.
final class ColyseusClient extends ArenaClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int JOIN_ROOM = 10;
    private static final int ERROR = 11;
    private static final int ROOM_DATA = 13;
    private static final int ROOM_STATE = 14;
    private static final int ROOM_STATE_PATCH = 15;
    private static final int CODE = 0x1F; // of the first byte; the rest are modifiers
    private static final int TEXT_OF_ONE = 0xA1; // MessagePack
    private static final int ARRAY_OF_THREE = 0x93;
    private static final int UINT8 = 0xCC;
    private static final int UINT16 = 0xCD;
    private static final int UINT32 = 0xCE;

    private final HttpClient http;
    private final int port;
    private boolean isJoining;

    ColyseusClient(HttpClient http, int port, int number, boolean isMeasured) {
        super(number, isMeasured);
        this.http = http;
        this.port = port;
    }

    @Override
    public String path() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/matchmake/joinOrCreate/arena"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"measured\":" + isMeasured() + "}"))
                .build();
        try {
            JsonNode seat = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
            JsonNode room = seat.has("room") ? seat.path("room") : seat;
            if (!seat.has("sessionId")) {
                throw new IOException("No seat: " + seat);
            }
            return "/" + room.path("processId").asText() + "/" + room.path("roomId").asText() + "?sessionId="
                    + seat.path("sessionId").asText();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a seat was reserved.", e);
        }
    }

    @Override
    public void message(int opcode, byte[] bytes, int offset, int length, long nowNanos, SwarmSamples samples)
            throws IOException {
        switch (bytes[offset] & CODE) {
            case JOIN_ROOM -> isJoining = true;
            case ERROR -> throw new IOException("The room refused a client.");
            case ROOM_DATA -> told(number(bytes, offset + 3));
            case ROOM_STATE, ROOM_STATE_PATCH -> state(nowNanos, samples);
            default -> {}
        }
    }

    /// A whole number of MessagePack, behind the message's name of one letter.
    static int number(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int count =
                switch (first) {
                    case UINT8 -> 1;
                    case UINT16 -> 2;
                    case UINT32 -> 4;
                    default -> 0;
                };
        int value = count == 0 ? first : 0;
        for (int i = 1; i <= count; i++) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return value;
    }

    @Override
    public int reply(WireWriter out) {
        if (!isJoining) {
            return 0;
        }
        isJoining = false;
        out.u8(JOIN_ROOM);
        return BINARY;
    }

    @Override
    int write(WireWriter out, int dx, int dy, int sequence) {
        out.u8(ROOM_DATA);
        out.u8(TEXT_OF_ONE);
        out.u8('i');
        out.u8(ARRAY_OF_THREE);
        out.u8(dx);
        out.u8(dy);
        out.u8(UINT16);
        out.u8(sequence >>> 8);
        out.u8(sequence);
        return BINARY;
    }
}
