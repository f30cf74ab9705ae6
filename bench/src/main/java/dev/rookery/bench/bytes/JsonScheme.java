package dev.rookery.bench.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// JSON as a careful person would send it: short keys, `{"u":{"12":{"x":1}},"s":[{"i":13,"t":1,"x":...}],"d":[14]}`.
record JsonScheme() implements PlainScheme {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "raw JSON, what changed";
    }

    @Override
    public byte[] encode(FrameChange change) {
        ObjectNode frame = JSON.createObjectNode();
        ObjectNode updates = frame.putObject("u");
        change.updated().forEach((slot, update) -> {
            ObjectNode fields = updates.putObject(String.valueOf(slot));
            for (int i = 0; i < update.after().values().size(); i++) {
                if (update.changes(i)) {
                    fields.put(update.after().fields().get(i), update.after().values().get(i));
                }
            }
        });
        ArrayNode spawns = frame.putArray("s");
        change.spawned().forEach((slot, entity) -> {
            ObjectNode fields = spawns.addObject().put("i", slot).put("t", entity.player() ? 1 : 2);
            for (int i = 0; i < entity.values().size(); i++) {
                fields.put(entity.fields().get(i), entity.values().get(i));
            }
        });
        ArrayNode despawns = frame.putArray("d");
        change.despawned().forEach(despawns::add);
        try {
            return JSON.writeValueAsBytes(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void decode(byte[] bytes, SortedMap<Integer, PlainEntity> room) {
        JsonNode frame;
        try {
            frame = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        frame.path("d").forEach(slot -> room.remove(slot.asInt()));
        frame.path("u").properties().forEach(update -> room.computeIfPresent(
                Integer.valueOf(update.getKey()),
                (slot, entity) ->
                        new PlainEntity(entity.player(), 0, values(entity.player(), entity.values(), update.getValue()))));
        frame.path("s").forEach(spawn -> {
            boolean player = spawn.path("t").asInt() == 1;
            room.put(spawn.path("i").asInt(), new PlainEntity(player, 0, values(player, List.of(), spawn)));
        });
    }

    private static List<Integer> values(boolean player, List<Integer> before, JsonNode told) {
        List<Integer> values = new ArrayList<>();
        for (String field : PlainEntity.fields(player)) {
            JsonNode value = told.get(field);
            values.add(value == null ? before.get(values.size()) : Integer.valueOf(value.asInt()));
        }
        return values;
    }
}
