package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.protocol.wire.SnapshotFlags;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.EntityBinding;
import dev.rookery.server.replication.GameBinding;
import java.util.ArrayList;
import java.util.List;

/// What one player alone is told of the world: the exact state of what he owns among everybody's entities, and the
/// entities that nobody else knows of. Owned by the room's thread; allocates nothing once warm. Cost: O(what is told) per
/// tick, since nothing is marked as changed.
final class PrivateState {
    private final GameBinding<?> game;
    private final int seat;
    private final List<Entity> exact = new ArrayList<>(4); // ascending by id
    private final PrivateEntities entities;
    private final HeaderBlock exactBlock = new HeaderBlock();
    private final HeaderBlock entityBlock = new HeaderBlock();

    PrivateState(GameBinding<?> game, int seat) {
        this.game = game;
        this.seat = seat;
        this.entities = new PrivateEntities(seat);
    }

    PrivateEntities entities() {
        return entities;
    }

    void own(Entity entity, EntityBinding kind) {
        if (kind.hasOwnerFields()) {
            int place = exact.size();
            while (place > 0 && exact.get(place - 1).id() > entity.id()) {
                place--;
            }
            exact.add(place, entity);
            exactBlock.forget(); // the same bytes may now speak of another entity in the same slot
        }
    }

    void disown(Entity entity) {
        remove(entity, exact);
    }

    /// Takes this very entity out of a list; a game may have its own idea of what equals what.
    static void remove(Entity entity, List<Entity> list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == entity) {
                list.remove(i);
                return;
            }
        }
    }

    /// The connection is another one.
    void forget() {
        exactBlock.forget();
        entityBlock.forget();
    }

    /// Appends what is news to the client, or everything if it starts anew.
    ///
    /// @return the header's flags for what was appended
    int write(boolean restart, double[] scratch, WireWriter out) {
        int flags = 0;
        if (!exact.isEmpty()) { // otherwise the rows say that they are gone
            writeExact(scratch, exactBlock.begin());
            flags |= exactBlock.write(restart, out) ? SnapshotFlags.OWNER_BLOCK : 0;
        }
        entities.write(game, scratch, entityBlock.begin());
        flags |= entityBlock.write(restart, out) ? SnapshotFlags.PRIVATE_ENTITIES : 0;
        return flags;
    }

    private void writeExact(double[] scratch, WireWriter out) {
        for (int i = 0; i < exact.size(); i++) {
            Entity entity = exact.get(i);
            out.varint(entity.id() + 1);
            game.entity(entity.getClass()).writeOwnerFields(entity, scratch, seat, out);
        }
        out.varint(0);
    }
}
