package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.game.EntityView;
import dev.rookery.game.Game;
import dev.rookery.game.PastView;
import dev.rookery.game.Player;
import dev.rookery.game.Room;
import dev.rookery.protocol.wire.WireWriter;
import dev.rookery.server.replication.EntityBinding;
import dev.rookery.server.replication.EventBinding;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.SnapshotRing;
import dev.rookery.server.replication.TickEvents;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The room as its game sees it, and all of the room's state: world, seats, generator, tick number. No clock, no socket,
/// no queue: what happens in it follows from the calls made to it. Owned by the room's thread.
///
/// Calls of the game throw once the room was given up: a loop that makes any of them ends. What returns a constant, and the
/// fields of entities, do not look.
final class GameRoom<I extends Record> implements Room {
    private static final int MAX_NAME = 24; // code points

    private final GameBinding<I> binding;
    private final RoomInstruments instruments;
    private final World world;
    private final @Nullable PlayerSlot[] seats;
    private final PlayerList players = new PlayerList();
    private final RandomGenerator random;
    private final Map<String, String> settings;
    private final RewoundView rewound;
    private final double tickSeconds;
    private final TickEvents events = new TickEvents();
    private final double[] scratch;
    private final RoomProxy proxy;
    private final Abandonment abandonment;
    private @Nullable Game<I> game;
    private long tick;
    private boolean rosterChanged;
    private @Nullable Record result;

    GameRoom(
            GameBinding<I> binding,
            long seed,
            Map<String, String> settings,
            SnapshotRing ring,
            RoomProxy proxy,
            RoomInstruments instruments) {
        this.proxy = proxy;
        this.abandonment = proxy.abandonment();
        this.binding = binding;
        this.instruments = instruments;
        this.world = new World(binding);
        this.seats = new @Nullable PlayerSlot[binding.type().maxSeats()];
        this.random = new RoomRandom(seed);
        this.settings = settings;
        this.rewound = new RewoundView(binding, ring);
        this.tickSeconds = 1.0 / binding.type().tickRateHz();
        this.scratch = new double[binding.scratchLength()];
    }

    /// The rules; made at the first call, on the room's thread, so that a game that cannot even start ends its room only.
    Game<I> game() {
        Game<I> made = game;
        if (made == null) {
            made = binding.type().factory().apply(this);
            game = made;
        }
        return made;
    }

    World world() {
        return world;
    }

    void beginTick() {
        tick++;
    }

    /// Who sits there, or null.
    @Nullable PlayerSlot seat(int seat) {
        return seat >= 0 && seat < seats.length ? seats[seat] : null;
    }

    /// The slot whose seat the link holds, or null if it has none any more.
    @Nullable PlayerSlot heldBy(PlayerLink link) {
        PlayerSlot slot = seat(link.seat());
        return slot != null && slot.isHeldBy(link) ? slot : null;
    }

    /// Gives the lowest free seat; a bot makes way for a person. Null if every seat is a person's.
    @Nullable PlayerSlot take(String name, boolean isVouched, int look, @Nullable PlayerLink link) {
        int free = freeSeat();
        if (free < 0 && link != null) {
            PlayerSlot bot = lastBot();
            if (bot != null) {
                vacate(bot);
                free = bot.id();
            }
        }
        if (free < 0) {
            return null;
        }
        PlayerSlot slot = new PlayerSlot(this, free, name, isVouched, look, link, binding, instruments);
        seats[free] = slot;
        world.seated(slot);
        players.insert(slot);
        rosterChanged = true;
        game().onJoin(slot);
        return slot;
    }

    /// Takes somebody out of the seat for good.
    void vacate(PlayerSlot slot) {
        if (seats[slot.id()] != slot) {
            return;
        }
        game().onLeave(slot);
        slot.despawnOwned();
        world.unseated(slot);
        seats[slot.id()] = null;
        players.remove(slot);
        rosterChanged = true;
    }

    private int freeSeat() {
        for (int seat = 0; seat < seats.length; seat++) {
            if (seats[seat] == null) {
                return seat;
            }
        }
        return -1;
    }

    private @Nullable PlayerSlot lastBot() {
        for (int seat = seats.length - 1; seat >= 0; seat--) {
            PlayerSlot slot = seats[seat];
            if (slot != null && slot.isBot()) {
                return slot;
            }
        }
        return null;
    }

    /// Whether somebody came, went or changed since the last call.
    boolean takeRosterChange() {
        boolean changed = rosterChanged;
        rosterChanged = false;
        return changed;
    }

    void noteRosterChange() {
        rosterChanged = true;
    }

    /// Applies one input and rounds what the owner predicts.
    @SuppressWarnings("unchecked") // inputs are made by this game's own binding
    void apply(PlayerSlot slot, Record input) {
        game().onInput(slot, (I) input);
        snapOwned(slot);
    }

    /// Rounds the predicted fields of everything a player owns to their grid.
    void snapOwned(PlayerSlot slot) {
        List<Entity> owned = slot.ownedEntities();
        for (int i = 0; i < owned.size(); i++) {
            Entity entity = owned.get(i);
            binding.entity(entity.getClass()).snap(entity, scratch);
        }
    }

    /// What this player alone is told of the world; answers the header's flags for it.
    int writePrivateState(PlayerSlot slot, boolean restart, WireWriter out) {
        return slot.privateState.write(restart, scratch, out);
    }

    /// What was told in this tick.
    TickEvents events() {
        return events;
    }

    /// Lets the player's view follow the first of its entities that has a place, unless the game said where it looks.
    void follow(PlayerSlot slot) {
        if (!slot.view.isFollowing()) {
            return;
        }
        List<Entity> owned = slot.ownedEntities();
        for (int i = 0; i < owned.size(); i++) {
            Entity entity = owned.get(i);
            EntityBinding kind = binding.entity(entity.getClass());
            if (kind.positionY() >= 0 && !kind.isOwnerOnly()) {
                slot.view.follow(entity);
                return;
            }
        }
    }

    /// @throws AbandonedRoomError if nobody waits for this tick any more
    void checkOn() {
        abandonment.check();
    }

    void tell(PlayerSlot slot, Record event) {
        abandonment.check();
        EventBinding kind = binding.event(event.getClass());
        if (slot.link() != null) {
            slot.privateEvents.add(tick, kind, event);
        }
    }

    /// What [#finish] was given, or null while the match runs.
    @Nullable Record result() {
        return result;
    }

    PlayerList slots() {
        return players;
    }

    /// Feeds everything that decides the future into a hash, in a fixed order.
    void hashInto(StateHash hash) {
        hash.add(tick);
        hash.addObject(random);
        for (int slot = 0; slot < world.end(); slot++) {
            hash.addObject(world.at(slot));
        }
        for (EntityBinding kind : binding.entities()) {
            if (kind.isOwnerOnly()) {
                world.view(kind.type()).forEach(hash::addObject);
            }
        }
        for (int i = 0; i < players.size(); i++) {
            PlayerSlot slot = players.slot(i);
            hash.add(slot.id());
            hash.add(slot.inputs.standing());
            hash.add(slot.team());
        }
        hash.addObject(game());
    }

    @Override
    public <E extends Entity> E spawn(E entity, @Nullable Player owner) {
        abandonment.check();
        world.spawn(entity, (PlayerSlot) owner);
        return entity;
    }

    @Override
    public void despawn(Entity entity) {
        abandonment.check();
        world.despawn(entity);
    }

    @Override
    public <E extends Entity> EntityView<E> entities(Class<E> type) {
        abandonment.check();
        return world.view(type);
    }

    @Override
    public @Nullable Entity entity(int id) {
        abandonment.check();
        return world.at(id);
    }

    @Override
    public List<Player> players() {
        abandonment.check();
        return players;
    }

    @Override
    public @Nullable Player addBot(String name, int look) {
        abandonment.check();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_NAME) {
            throw new IllegalArgumentException(
                    "A bot's name has 1 to " + MAX_NAME + " characters: length=" + name.length());
        }
        return take(name, false, look, null);
    }

    @Override
    public void removeBot(Player bot) {
        abandonment.check();
        if (!bot.isBot()) {
            throw new IllegalArgumentException("Only bots can be removed: player=" + bot.id());
        }
        vacate((PlayerSlot) bot);
    }

    @Override
    public long tick() {
        abandonment.check();
        return tick;
    }

    @Override
    public double tickSeconds() {
        return tickSeconds;
    }

    @Override
    public int tickRateHz() {
        return binding.type().tickRateHz();
    }

    @Override
    public RandomGenerator random() {
        abandonment.check();
        return random;
    }

    @Override
    public String setting(String name) {
        abandonment.check();
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The game type declares no such setting: name=" + name);
        }
        return value;
    }

    @Override
    public void broadcast(Record event) {
        abandonment.check();
        events.add(binding.event(event.getClass()), event);
    }

    @Override
    public void broadcastAt(double x, double y, Record event) {
        abandonment.check();
        events.add(binding.event(event.getClass()), event, x, y);
    }

    @Override
    public PastView seenBy(Player player) {
        abandonment.check();
        return rewound.to((PlayerSlot) player, tick);
    }

    @Override
    public void lock() {
        abandonment.check();
        proxy.lock(RoomLock.GAME, true);
    }

    @Override
    public void unlock() {
        abandonment.check();
        proxy.lock(RoomLock.GAME, false);
    }

    @Override
    public void finish(Record matchResult) {
        broadcast(matchResult);
        result = matchResult;
    }

    /// Everybody in a seat, ascending; what games see as a list of players.
    static final class PlayerList extends AbstractList<Player> {
        private @Nullable PlayerSlot[] items = new @Nullable PlayerSlot[8];
        private int size;

        @Override
        public Player get(int index) {
            return slot(index);
        }

        PlayerSlot slot(int index) {
            PlayerSlot slot = index < size ? items[index] : null;
            if (slot == null) {
                throw new IndexOutOfBoundsException("No such player: index=" + index + " size=" + size);
            }
            return slot;
        }

        @Override
        public int size() {
            return size;
        }

        private void insert(PlayerSlot slot) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
            }
            int place = size++;
            while (place > 0 && slot(place - 1).id() > slot.id()) {
                items[place] = items[place - 1];
                place--;
            }
            items[place] = slot;
        }

        private void remove(PlayerSlot slot) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (items[i] != slot) {
                    items[kept++] = items[i];
                }
            }
            items[kept] = null;
            size = kept;
        }
    }
}
