package dev.rookery.server.replication;

import dev.rookery.game.Entity;
import dev.rookery.game.GameType;
import dev.rookery.protocol.schema.CellGrid;
import dev.rookery.protocol.schema.EntitySpec;
import dev.rookery.protocol.schema.EventSpec;
import dev.rookery.protocol.schema.GameSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A game type bound to its schema: everything that is worked out once, when the server learns of the game. Immutable,
/// shared by all rooms and threads.
///
/// @param <I> the game's input record
public final class GameBinding<I extends Record> {
    private final GameType<I> type;
    private final List<EntityBinding> entities;
    private final Map<Class<?>, EntityBinding> entityByType = new HashMap<>();
    private final InputBinding<I> input;
    private final Map<Class<?>, EventBinding> eventByType = new HashMap<>();
    private final GameSchema schema;
    private final SnapshotCodec codec;
    private final int scratchLength;
    private final @Nullable InterestGrid interest;
    private final List<GameBinding<I>> variants;

    private GameBinding(GameType<I> type) {
        this.type = type;
        List<EntityBinding> bindings = new ArrayList<>();
        List<EntitySpec> entitySpecs = new ArrayList<>();
        int scratch = 0;
        List<Class<? extends Entity>> entityTypes = new ArrayList<>(type.entities());
        entityTypes.sort(Comparator.comparing(EntityBinding::isOwnerOnly)); // those that only owners see come last
        for (Class<? extends Entity> entity : entityTypes) {
            EntityBinding binding = EntityBinding.bind(entity, bindings.size(), type.tickRateHz(), type.bounds());
            bindings.add(binding);
            entitySpecs.add(binding.spec());
            entityByType.put(entity, binding);
            scratch = Math.max(scratch, binding.scratchLength());
        }
        this.entities = List.copyOf(bindings);
        this.scratchLength = scratch;
        this.input = InputBinding.bind(type.input());
        List<EventSpec> eventSpecs = new ArrayList<>();
        for (Class<? extends Record> event : type.events()) {
            EventBinding binding = EventBinding.bind(event, eventSpecs.size(), type.bounds());
            eventSpecs.add(binding.spec());
            eventByType.put(event, binding);
        }
        this.interest = type.interest() == null ? null : new InterestGrid(type.name(), type.interest(), entities);
        this.schema = new GameSchema(
                type.name(),
                type.tickRateHz(),
                type.maxEntities(),
                interest == null ? CellGrid.NONE : interest.cells(),
                entitySpecs,
                input.fields(),
                eventSpecs);
        this.codec = SnapshotCodec.of(type, schema);
        this.variants = type.variants().stream().map(variant -> bind(variant.type())).toList();
    }

    /// Binds a game type.
    ///
    /// @throws IllegalArgumentException with a sentence that names the field, if an annotation is missing or contradicts
    public static <I extends Record> GameBinding<I> bind(GameType<I> type) {
        return new GameBinding<>(type);
    }

    public GameType<I> type() {
        return type;
    }

    public GameSchema schema() {
        return schema;
    }

    /// The binding of rooms that were created with these settings: a variant's, or this one.
    ///
    /// @param settings a value for each setting
    public GameBinding<I> of(Map<String, String> settings) {
        GameType<I> wanted = type.of(settings);
        for (GameBinding<I> variant : variants) {
            if (variant.type == wanted) {
                return variant;
            }
        }
        return this;
    }

    /// This one and those of its variants.
    public List<GameBinding<I>> all() {
        List<GameBinding<I>> all = new ArrayList<>(variants);
        all.addFirst(this);
        return all;
    }

    /// The schemas of all rooms of the game, the ordinary one first.
    public List<GameSchema> schemas() {
        return all().stream().map(GameBinding::schema).toList();
    }

    /// The geometry of interest cells, or null where a room is one stream.
    @Nullable InterestGrid interest() {
        return interest;
    }

    /// What the game's rooms are encoded with.
    public SnapshotCodec codec() {
        return codec;
    }

    public InputBinding<I> input() {
        return input;
    }

    /// Bindings by kind, the index being the kind.
    public List<EntityBinding> entities() {
        return entities;
    }

    /// Doubles that the scratch space of a room needs.
    public int scratchLength() {
        return scratchLength;
    }

    /// The binding of an entity class.
    ///
    /// @throws IllegalArgumentException if the game type does not declare the class
    public EntityBinding entity(Class<?> entity) {
        EntityBinding binding = entityByType.get(entity);
        if (binding == null) {
            throw new IllegalArgumentException("Declare the entity in the game type, as nested class or by entities(...): game="
                    + type.name() + " entity=" + entity.getName());
        }
        return binding;
    }

    /// The binding of an event class.
    ///
    /// @throws IllegalArgumentException if the game type does not declare the class
    public EventBinding event(Class<?> event) {
        EventBinding binding = eventByType.get(event);
        if (binding == null) {
            throw new IllegalArgumentException("Declare the event in the game type, as nested record or by events(...): game="
                    + type.name() + " event=" + event.getName());
        }
        return binding;
    }
}
