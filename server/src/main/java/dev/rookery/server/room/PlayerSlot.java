package dev.rookery.server.room;

import dev.rookery.game.Entity;
import dev.rookery.game.Player;
import dev.rookery.server.replication.ClientView;
import dev.rookery.server.replication.EntityBinding;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.SentTicks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One taken seat: the player as the game sees it, and what the engine keeps for it. Owned by the room's thread.
final class PlayerSlot implements Player {
    final InputBuffer inputs;
    final InputTraces traces;
    final PrivateEvents privateEvents;
    final PrivateState privateState;
    final ClientView view = new ClientView();
    final SentTicks sent;
    final DrawnClaims claims;
    boolean inputMissing;
    int drawnSixteenths; // what the player is believed to have seen when giving the input now applied, 0 if unknown
    int holdTicks; // for which the client's snapshots may wait for others, as of the newest handover
    long awaySinceTick = -1;
    int tenure; // which of the session's connections may give inputs
    boolean isRosterDue; // everybody is to be told to this one
    long activeTick; // when an input last differed from the one before
    private @Nullable Record lastInput;
    private int team; // 0 for none

    private final GameRoom<?> room;
    private final int seat;
    private final boolean isVouched;
    private String name;
    private String nameKey;
    private final int look;
    private final @Nullable PlayerLink link; // null for bots
    private final List<Entity> owned = new ArrayList<>(4);

    PlayerSlot(
            GameRoom<?> room,
            int seat,
            String name,
            boolean isVouched,
            int look,
            @Nullable PlayerLink link,
            GameBinding<?> game,
            RoomInstruments instruments) {
        this.room = room;
        this.seat = seat;
        this.isVouched = isVouched;
        this.name = name;
        this.nameKey = NameKey.of(name);
        this.look = look;
        this.link = link;
        this.activeTick = room.tick();
        this.inputs = new InputBuffer(game);
        int tickRateHz = game.type().tickRateHz();
        this.sent = new SentTicks(tickRateHz);
        this.claims = new DrawnClaims(
                tickRateHz, game.type().maxRewindMillis(), instruments.latency().roundTrip());
        this.traces = new InputTraces(instruments, game.type().name());
        this.privateEvents = new PrivateEvents(seat);
        this.privateState = new PrivateState(game, seat);
    }

    boolean isHeldBy(PlayerLink somebody) {
        return link == somebody;
    }

    @Nullable PlayerLink link() {
        return link;
    }

    /// Another connection: what was measured of the last one, and sent over it, counts no more.
    ///
    /// @return how many of its inputs still waited
    int beginAnew() {
        traces.clear();
        claims.clear();
        sent.clear();
        drawnSixteenths = 0;
        return inputs.reset();
    }

    /// Another name from now on.
    void rename(String newName) {
        name = newName;
        nameKey = NameKey.of(newName);
    }

    /// What names that look alike have in common.
    String nameKey() {
        return nameKey;
    }

    boolean isVouched() {
        return isVouched;
    }

    /// An input was used in `tick`. One that is like the last says nothing about whether anybody is there.
    void noteInput(Record input, long tick) {
        if (input != lastInput && !input.equals(lastInput)) {
            lastInput = input;
            activeTick = tick;
        }
    }

    void own(Entity entity, EntityBinding kind) {
        owned.add(entity);
        privateState.own(entity, kind);
    }

    void disown(Entity entity) {
        privateState.disown(entity);
        PrivateState.remove(entity, owned);
    }

    /// What the player owns, oldest first; a live list.
    List<Entity> ownedEntities() {
        return owned;
    }

    @Override
    public int id() {
        return seat;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int look() {
        return look;
    }

    @Override
    public int team() {
        return team;
    }

    @Override
    public void joinTeam(int newTeam) {
        if (newTeam < 0 || newTeam > 255) {
            throw new IllegalArgumentException("A team is a number from 0 to 255: team=" + newTeam);
        }
        team = newTeam;
    }

    @Override
    public boolean isBot() {
        return link == null;
    }

    @Override
    public boolean isConnected() {
        return link != null && awaySinceTick < 0;
    }

    @Override
    public boolean inputMissing() {
        return inputMissing;
    }

    @Override
    public <E extends Entity> @Nullable E find(Class<E> type) {
        room.checkOn();
        for (int i = 0; i < owned.size(); i++) {
            Entity entity = owned.get(i);
            if (entity.getClass() == type) {
                return type.cast(entity);
            }
        }
        return null;
    }

    @Override
    public void lookAt(Entity entity) {
        view.lookAt(entity);
    }

    @Override
    public void lookAt(double x, double y) {
        view.lookAt(x, y);
    }

    @Override
    public void tell(Record event) {
        room.tell(this, event);
    }

    @Override
    public void despawnOwned() {
        for (int i = owned.size() - 1; i >= 0; i--) {
            room.despawn(owned.get(i));
        }
    }
}
