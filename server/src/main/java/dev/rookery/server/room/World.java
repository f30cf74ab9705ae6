package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.game.EntityView;
import dev.rookery.protocol.wire.PrivateIds;
import dev.rookery.server.replication.EntityBinding;
import dev.rookery.server.replication.GameBinding;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The entities of a room, by id and by kind. Owned by the room's thread.
///
/// The id of what everybody sees is its slot. A slot is given out lowest first, so that slots stay dense. What only its
/// owner sees takes none. Views do not move under a running loop: what is spawned is
/// appended, what is despawned leaves a dead entity in its place, and [#settle] tidies up between the phases of a tick.
final class World {
    private final GameBinding<?> binding;
    private final Entity.Binding attachment = new Entity.Binding();
    private final @Nullable Entity[] bySlot;
    private final BitSet taken;
    private final @Nullable PrivateEntities[] privateBySeat; // of those who sit there
    private final PrivateEntities nobodys = new PrivateEntities(PrivateIds.NOBODY);
    private final KindView[] byKind;
    private int end; // one past the greatest slot ever taken since the last settle

    World(GameBinding<?> binding) {
        this.binding = binding;
        bySlot = new @Nullable Entity[binding.schema().maxEntities()];
        taken = new BitSet(bySlot.length);
        privateBySeat = new @Nullable PrivateEntities[binding.type().maxSeats()];
        byKind = new KindView[binding.entities().size()];
        Arrays.setAll(byKind, kind -> new KindView());
    }

    /// Somebody takes a seat, and with it the ids of what only he will see.
    void seated(PlayerSlot player) {
        privateBySeat[player.id()] = player.privateState.entities();
    }

    /// The seat is given up, and all that its player owned is despawned.
    void unseated(PlayerSlot player) {
        privateBySeat[player.id()] = null;
    }

    void spawn(Entity entity, @Nullable PlayerSlot owner) {
        if (entity.isAlive()) {
            throw new IllegalStateException("The entity is already in the world: id=" + entity.id());
        }
        EntityBinding kind = binding.entity(entity.getClass());
        int id = kind.isOwnerOnly() ? privateOf(owner).add(entity) : takeSlot(entity);
        boolean isBack = attachment.isGone(entity) && byKind[kind.kind()].revive(entity);
        attachment.attach(entity, id, owner);
        if (!isBack) {
            byKind[kind.kind()].append(entity);
        }
        if (owner != null) {
            owner.own(entity, kind);
        }
    }

    /// Whoever has left owns nothing that anybody could be told of.
    private PrivateEntities privateOf(@Nullable PlayerSlot owner) {
        PrivateEntities own = owner == null ? nobodys : owner.privateState.entities();
        return owner == null || privateBySeat[owner.id()] == own ? own : nobodys;
    }

    private int takeSlot(Entity entity) {
        int slot = taken.nextClearBit(0);
        if (slot >= bySlot.length) {
            throw new IllegalStateException("The room is full of entities; raise GameType.maxEntities or despawn some: maxEntities="
                    + bySlot.length);
        }
        taken.set(slot);
        bySlot[slot] = entity;
        end = Math.max(end, slot + 1);
        return slot;
    }

    void despawn(Entity entity) {
        int id = entity.id();
        if (!entity.isAlive() || at(id) != entity) {
            return;
        }
        PrivateEntities others = privateAt(id);
        if (others != null) {
            others.remove(id);
        } else {
            taken.clear(id);
            bySlot[id] = null;
        }
        if (entity.owner() instanceof PlayerSlot owner) {
            owner.disown(entity);
        }
        attachment.detach(entity);
        byKind[binding.entity(entity.getClass()).kind()].dead++;
    }

    /// Removes the dead from the views and puts the newborn in order.
    void settle() {
        for (KindView view : byKind) {
            view.settle();
        }
        end = taken.length();
    }

    /// The entity with this id, or null.
    @Nullable Entity at(int id) {
        if (id >= 0 && id < bySlot.length) {
            return bySlot[id];
        }
        PrivateEntities others = privateAt(id);
        return others == null ? null : others.at(id);
    }

    /// Those among which an id is that only its owner is told of, or null.
    private @Nullable PrivateEntities privateAt(int id) {
        if (id < PrivateIds.FIRST) {
            return null;
        }
        int seat = PrivateIds.seat(id);
        return seat == PrivateIds.NOBODY ? nobodys : seat < privateBySeat.length ? privateBySeat[seat] : null;
    }

    /// What everybody sees, by slot; null where there is none. Valid up to [#end].
    @Nullable Entity[] slots() {
        return bySlot;
    }

    /// One past the greatest slot that may be taken.
    int end() {
        return end;
    }

    @SuppressWarnings("unchecked") // a kind's view holds only entities of that kind's class
    <E extends Entity> EntityView<E> view(Class<E> type) {
        return (EntityView<E>) byKind[binding.entity(type).kind()];
    }

    /// The entities of one kind, ascending by id once settled.
    private static final class KindView implements EntityView<Entity> {
        private @Nullable Entity[] items = new @Nullable Entity[16];
        private int size;
        private int settled; // items before this index are in order
        private int dead;

        @Override
        public int size() {
            return size;
        }

        @Override
        public Entity get(int index) {
            Entity entity = index < size ? items[index] : null;
            if (entity == null) {
                throw new IndexOutOfBoundsException("No such entity: index=" + index + " size=" + size);
            }
            return entity;
        }

        @Override
        public Iterator<Entity> iterator() {
            return new Living(this);
        }

        /// An entity that was despawned in this phase comes back, perhaps with another id; answers whether it was one. It
        /// keeps its place, so that it is not seen twice.
        boolean revive(Entity entity) {
            for (int i = 0; i < size; i++) {
                if (items[i] == entity) {
                    dead--;
                    settled = Math.min(settled, i);
                    return true;
                }
            }
            return false;
        }

        void append(Entity entity) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
            }
            items[size++] = entity;
        }

        void settle() {
            if (dead > 0) {
                compact();
            }
            for (; settled < size; settled++) {
                insert(settled);
            }
        }

        private void compact() {
            int kept = 0;
            int keptInOrder = 0;
            for (int i = 0; i < size; i++) {
                Entity entity = items[i];
                if (entity != null && entity.isAlive()) {
                    items[kept++] = entity;
                    if (i < settled) {
                        keptInOrder = kept;
                    }
                }
            }
            Arrays.fill(items, kept, size, null);
            size = kept;
            settled = keptInOrder;
            dead = 0;
        }

        private void insert(int index) {
            Entity entity = get(index);
            int place = index;
            while (place > 0 && get(place - 1).id() > entity.id()) {
                items[place] = items[place - 1];
                place--;
            }
            items[place] = entity;
        }
    }

    /// The living among a view's entities.
    private static final class Living implements Iterator<Entity> {
        private final KindView view;
        private int next;

        Living(KindView view) {
            this.view = view;
        }

        @Override
        public boolean hasNext() {
            while (next < view.size && !view.get(next).isAlive()) {
                next++;
            }
            return next < view.size;
        }

        @Override
        public Entity next() {
            if (!hasNext()) {
                throw new NoSuchElementException("No more entities: size=" + view.size);
            }
            return view.get(next++);
        }
    }
}
