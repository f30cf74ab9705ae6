package dev.rookery.game;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A game as the server knows it: name, seats, tick rate, what travels, and how a room's game is made. Immutable, shared
/// by all threads.
///
/// ```java
/// GameType.named("tag").seats(2, 8).tickRate(30).create(Steer.class, Tag::new)
/// ```
///
/// Rooms of one game may differ in size: a [Variant] is the type that rooms with a certain setting have instead.
///
/// @param name lower case, as in the join message
/// @param variant which kind of the game's rooms this is, the value of the setting that chose it; empty for the ordinary one
/// @param idleSeconds after which a player who gives no input, or always the same one, loses the seat (4016); 0 for never
/// @param interest what each player is sent of a large world; null: everything
/// @param maxRewindMillis how far back [Room#seenBy] goes at most, whatever the player's delay, 0 to 250
/// @param settings what whoever creates a room may choose, by name
/// @param bounds greatest values by name, for [Replicated#upTo]
/// @param variants what some rooms are instead; empty for a type that is itself a variant
public record GameType<I extends Record>(
        String name,
        String variant,
        int minSeats,
        int maxSeats,
        int tickRateHz,
        int maxEntities,
        int idleSeconds,
        @Nullable Interest interest,
        Codec codec,
        int maxRewindMillis,
        Class<I> input,
        List<Class<? extends Entity>> entities,
        List<Class<? extends Record>> events,
        Map<String, RoomSetting> settings,
        Map<String, Double> bounds,
        List<Variant<I>> variants,
        Function<Room, ? extends Game<I>> factory) {

    /// What rooms are that were created with this value of a setting.
    public record Variant<I extends Record>(String setting, String value, GameType<I> type) {}

    /// Beyond it a hit behind a corner annoys the victim more than it pleases the shooter.
    private static final int MOST_REWIND_MILLIS = 250;
    private static final int MAX_IDLE_SECONDS = 86_400;

    /// Words that mean something else beside settings, where rooms are looked for.
    private static final Set<String> RESERVED = Set.of("game");

    public GameType {
        entities = List.copyOf(entities);
        events = List.copyOf(events);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        bounds = Map.copyOf(bounds);
        variants = List.copyOf(variants);
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("A game's name is lower case, 1 to 32 letters, digits or dashes: name=" + name);
        }
        if (minSeats < 1 || maxSeats < minSeats || maxSeats > 1024) {
            throw new IllegalArgumentException("Seats are 1 <= min <= max <= 1024: min=" + minSeats + " max=" + maxSeats);
        }
        for (String setting : settings.keySet()) {
            if (!setting.matches("[a-z][A-Za-z0-9]{0,31}") || RESERVED.contains(setting)) {
                throw new IllegalArgumentException("A setting's name is 1 to 32 letters or digits, lower case at first, and none of "
                        + RESERVED + ": setting=" + setting);
            }
        }
        if (tickRateHz < 1 || tickRateHz > 128) {
            throw new IllegalArgumentException("Tick rate is 1 to 128 Hz: tickRateHz=" + tickRateHz);
        }
        if (maxRewindMillis < 0 || maxRewindMillis > MOST_REWIND_MILLIS) {
            throw new IllegalArgumentException("Shots go back 0 to 250 ms: maxRewindMillis=" + maxRewindMillis);
        }
        if (idleSeconds < 0 || idleSeconds > MAX_IDLE_SECONDS) {
            throw new IllegalArgumentException("An idle limit is at most a day: idleSeconds=" + idleSeconds);
        }
        for (Variant<I> other : variants) {
            RoomSetting setting = settings.get(other.setting());
            if (setting == null || !setting.allows(other.value()) || setting.defaultValue().equals(other.value())) {
                throw new IllegalArgumentException("A variant belongs to a value of a setting that is not its default: setting="
                        + other.setting() + " value=" + other.value());
            }
            if (other.type().tickRateHz() != tickRateHz
                    || !other.type().settings().equals(settings)
                    || !other.type().entities().equals(entities)
                    || !other.type().events().equals(events)) {
                throw new IllegalArgumentException(
                        "A variant has the tick rate, settings, entities and events of its game: value=" + other.value());
            }
        }
    }

    /// What a room with these settings is: a variant or this type itself.
    ///
    /// @param chosen a value for each setting
    public GameType<I> of(Map<String, String> chosen) {
        for (Variant<I> other : variants) {
            if (other.value().equals(chosen.get(other.setting()))) {
                return other.type();
            }
        }
        return this;
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    /// Collects what a game type has; entities and events default to all nested ones of the class that declares the
    /// input record, in order of their names.
    public static final class Builder {
        private final String name;
        private final List<Class<? extends Entity>> entities = new ArrayList<>();
        private final List<Class<? extends Record>> events = new ArrayList<>();
        private final Map<String, RoomSetting> settings = new LinkedHashMap<>();
        private final Map<String, Double> bounds = new LinkedHashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private String variant = "";
        private int minSeats = 1;
        private int maxSeats = 8;
        private int tickRateHz = 30;
        private int maxEntities = 1024;
        private int idleSeconds;
        private @Nullable Interest interest;
        private Codec codec = Codec.RANGE;
        private int maxRewindMillis = 200;

        private record Change(String setting, String value, UnaryOperator<Builder> change) {}

        private Builder(String name) {
            this.name = name;
        }

        private Builder(Builder base, String value) {
            this(base.name);
            entities.addAll(base.entities);
            events.addAll(base.events);
            settings.putAll(base.settings);
            bounds.putAll(base.bounds);
            variant = value;
            minSeats = base.minSeats;
            maxSeats = base.maxSeats;
            tickRateHz = base.tickRateHz;
            maxEntities = base.maxEntities;
            idleSeconds = base.idleSeconds;
            interest = base.interest;
            codec = base.codec;
            maxRewindMillis = base.maxRewindMillis;
        }

        /// `min` is how many people make a match worth while (told to lobbies), `max` how many fit, bots included.
        public Builder seats(int min, int max) {
            minSeats = min;
            maxSeats = max;
            return this;
        }

        /// Ticks per second, and snapshots per second, 1 to 128.
        public Builder tickRate(int hz) {
            tickRateHz = hz;
            return this;
        }

        /// Greatest number of entities alive at once, 1 to 65,535; those that are [OwnerOnly] are not counted.
        public Builder maxEntities(int count) {
            maxEntities = count;
            return this;
        }

        /// Takes the seat of a player who has given no input, or always the same one, for so many seconds, up to a day
        /// (4016); without this nobody loses a seat for doing nothing. A hidden page gives none.
        public Builder idleLimit(int seconds) {
            idleSeconds = seconds;
            return this;
        }

        /// Sends each player what lies around it instead of everything: for large worlds.
        public Builder interest(Interest cells) {
            interest = cells;
            return this;
        }

        /// How snapshots become bytes; [Codec#RANGE] unless said otherwise.
        public Builder codec(Codec choice) {
            codec = choice;
            return this;
        }

        /// How far back [Room#seenBy] goes at most, 0 to 250 ms; 200 unless said otherwise. Less favours who is shot at, more who
        /// shoots over a long way.
        public Builder maxRewindMillis(int millis) {
            maxRewindMillis = millis;
            return this;
        }

        @SafeVarargs
        public final Builder entities(Class<? extends Entity>... types) {
            for (Class<? extends Entity> type : types) {
                entities.add(type);
            }
            return this;
        }

        @SafeVarargs
        public final Builder events(Class<? extends Record>... types) {
            for (Class<? extends Record> type : types) {
                events.add(type);
            }
            return this;
        }

        /// A choice that whoever creates a room makes, and players may look for rooms by; the first value is the default.
        public Builder setting(String setting, String... values) {
            return setting(setting, RoomSetting.choice(values));
        }

        /// The same for any kind of setting.
        public Builder setting(String setting, RoomSetting kind) {
            settings.put(setting, kind);
            return this;
        }

        /// A greatest value that fields name by [Replicated#upTo].
        public Builder bound(String bound, double value) {
            bounds.put(bound, value);
            return this;
        }

        /// Rooms that are created with this value of a setting differ: in seats, bounds, number of entities, interest. Everybody
        /// else of the game, its browsers too, need not know; a browser learns from the server what the room it enters is.
        /// `change` is given all that this builder has when the type is created.
        ///
        /// ```java
        /// .setting("size", "standard", "large")
        /// .variant("size", "large", large -> large.seats(2, 1000).bound("world", 12_288).interest(Interest.grid(512)))
        /// ```
        ///
        /// Whoever asks for any room of the game is sent to an ordinary one, unless it is looked for by that very setting.
        public Builder variant(String setting, String value, UnaryOperator<Builder> change) {
            changes.add(new Change(setting, value, change));
            return this;
        }

        public <I extends Record> GameType<I> create(Class<I> input, Function<Room, ? extends Game<I>> factory) {
            Class<?> home = input.getEnclosingClass();
            Class<?>[] nested = home == null ? new Class<?>[0] : home.getDeclaredClasses();
            Arrays.sort(nested, Comparator.comparing(Class::getSimpleName));
            if (entities.isEmpty()) {
                for (Class<?> type : nested) {
                    if (Entity.class.isAssignableFrom(type)) {
                        entities.add(type.asSubclass(Entity.class));
                    }
                }
            }
            if (events.isEmpty()) {
                for (Class<?> type : nested) {
                    if (type.isRecord() && type != input && Modifier.isPublic(type.getModifiers())) {
                        events.add(type.asSubclass(Record.class));
                    }
                }
            }
            List<Variant<I>> variants = new ArrayList<>();
            for (Change change : changes) {
                GameType<I> type = change.change.apply(new Builder(this, change.value)).type(input, factory, List.of());
                variants.add(new Variant<>(change.setting, change.value, type));
            }
            return type(input, factory, variants);
        }

        private <I extends Record> GameType<I> type(
                Class<I> input, Function<Room, ? extends Game<I>> factory, List<Variant<I>> variants) {
            return new GameType<>(
                    name,
                    variant,
                    minSeats,
                    maxSeats,
                    tickRateHz,
                    maxEntities,
                    idleSeconds,
                    interest,
                    codec,
                    maxRewindMillis,
                    input,
                    entities,
                    events,
                    settings,
                    bounds,
                    variants,
                    factory);
        }
    }
}
