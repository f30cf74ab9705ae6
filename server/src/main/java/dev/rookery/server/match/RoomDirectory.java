package dev.rookery.server.match;

import dev.rookery.server.room.RoomProxy;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All open rooms, by id and by code. Safe for any thread.
final class RoomDirectory {
    private record Counted(RoomProxy room, int people) {}

    private final Map<String, RoomProxy> byId = new ConcurrentHashMap<>();
    private final Map<String, RoomProxy> byCode = new ConcurrentHashMap<>();

    void add(RoomProxy room) {
        byCode.put(RoomCode.of(room.id()), room);
        byId.put(room.id(), room);
    }

    void remove(RoomProxy room) {
        byId.remove(room.id(), room);
        byCode.remove(RoomCode.of(room.id()), room);
    }

    @Nullable RoomProxy byId(String id) {
        return byId.get(id);
    }

    /// The room of this id or code, as somebody typed it; null if there is none.
    @Nullable RoomProxy find(String typed) {
        if (RoomIds.isPossible(typed)) {
            return byId.get(typed);
        }
        String code = RoomCode.read(typed);
        return code == null ? null : byCode.get(code);
    }

    Collection<RoomProxy> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    /// Open rooms that anybody may see, locked ones too, the fullest first.
    List<RoomProxy> listed() {
        return byId.values().stream()
                .filter(room -> !room.terms().isPrivate() && !room.isClosed())
                .map(room -> new Counted(room, room.status().people())) // it may change while they are sorted
                .sorted(Comparator.comparingInt((Counted counted) -> -counted.people())
                        .thenComparing(counted -> counted.room().id()))
                .map(Counted::room)
                .toList();
    }
}
