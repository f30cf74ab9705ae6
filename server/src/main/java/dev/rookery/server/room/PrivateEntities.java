package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.protocol.wire.PrivateIds;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.EntityBinding;
import dev.rookery.server.replication.GameBinding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The entities that only one seat is told of, or nobody, by their ids of its own ([PrivateIds]). Begins empty with each
/// player, so that not even a generation tells of the one who sat there before. Owned by the room's thread; allocates
/// only until it has been at its fullest.
final class PrivateEntities {
    private final int seat;
    private final int firstId;
    private @Nullable Entity[] entities = new @Nullable Entity[0];
    private byte[] generations = new byte[0]; // entities so far with the same id
    private int end; // one past the greatest that is taken

    PrivateEntities(int seat) {
        this.seat = seat;
        this.firstId = PrivateIds.first(seat);
    }

    /// Answers the id of the new entity.
    int add(Entity entity) {
        int place = 0;
        while (place < end && entities[place] != null) {
            place++;
        }
        if (place == PrivateIds.PER_SEAT) {
            throw new IllegalStateException("One owner has too many @OwnerOnly entities; despawn some: most="
                    + PrivateIds.PER_SEAT + " type=" + entity.getClass().getName());
        }
        if (place == entities.length) {
            int capacity = Math.min(PrivateIds.PER_SEAT, Math.max(8, place * 2));
            entities = Arrays.copyOf(entities, capacity);
            generations = Arrays.copyOf(generations, capacity);
        }
        entities[place] = entity;
        generations[place]++;
        end = Math.max(end, place + 1);
        return firstId + place;
    }

    void remove(int id) {
        entities[id - firstId] = null;
        while (end > 0 && entities[end - 1] == null) {
            end--;
        }
    }

    @Nullable Entity at(int id) {
        return id - firstId < end ? entities[id - firstId] : null;
    }

    /// Appends all of them in ascending order of their ids, as the private header has them.
    void write(GameBinding<?> game, double[] scratch, WireWriter out) {
        int before = PrivateIds.FIRST - 1;
        for (int place = 0; place < end; place++) {
            Entity entity = entities[place];
            if (entity != null) {
                EntityBinding kind = game.entity(entity.getClass());
                out.varint(firstId + place - before);
                out.varint(kind.kind());
                out.u8(generations[place]);
                kind.writeAllFields(entity, scratch, seat, out);
                before = firstId + place;
            }
        }
    }
}
