package dev.rookery.server.room;

import dev.rookery.game.Room;
import dev.rookery.protocol.CloseCode;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import dev.rookery.server.metrics.Counter;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.CaptureObserver;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.replication.Replication;
import dev.rookery.server.replication.SnapshotRing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One tick of one room, in this order: commands, inputs, the game's rules, quantise and encode, hand over. Owned by the
/// room's thread; allocates nothing in steady state (RoomAllocationTest), never waits and never touches a socket.
///
/// An exception from the game ends this room and no other: [#step] answers false and [#fault] has it. A room that was given up
/// while it was in a tick lets go of its players when that tick ends after all, and has no fault to tell.
public final class RoomLoop<I extends Record> {
    /// What the players of a room are told that had a fault.
    public static final String FAULT = "This room had a fault and was closed. Other rooms go on.";

    private static final int MAX_COMMANDS_PER_TICK = 32; // a join storm is spread over ticks

    private final GameBinding<I> binding;
    private final RoomProxy proxy;
    private final RoomInstruments instruments;
    private final Counters counters;
    private final GameRoom<I> room;
    private final Replication replication;
    private final SnapshotHandover handover;
    private final StandHandover stand;
    private final RoomVoice voice;
    private final RosterBook roster;
    private final NameBook names;
    private final ControlCodec control;
    private final RoomInputs inputs;
    private final int tickRateHz;
    private final int keepSeatTicks;
    private final int emptyRoomTicks;
    private final int unclaimedRoomTicks;
    private final int idleTicks; // 0 for ever
    private final Countdown countdown = new Countdown();
    private final RecentLines recentLines;
    private int emptyTicks;
    private @Nullable BitsProbe probe;
    private boolean closed;
    private @Nullable RoomFault fault;

    /// @param seed of the room's generator
    /// @param settings a value for each setting that the game type declares
    public RoomLoop(
            GameBinding<I> binding,
            RoomProxy proxy,
            RoomLimits limits,
            long seed,
            Map<String, String> settings,
            ControlCodec control,
            RoomInstruments instruments) {
        this.binding = binding;
        this.proxy = proxy;
        this.instruments = instruments.of(proxy.meter());
        this.counters = instruments.counters();
        this.control = control;
        this.tickRateHz = binding.type().tickRateHz();
        this.keepSeatTicks = Math.toIntExact((long) limits.keepSeatMillis() * tickRateHz / 1000);
        this.emptyRoomTicks = Math.toIntExact((long) limits.emptyRoomMillis() * tickRateHz / 1000);
        this.unclaimedRoomTicks = Math.toIntExact((long) limits.unclaimedRoomMillis() * tickRateHz / 1000);
        SnapshotRing ring = new SnapshotRing(binding);
        this.idleTicks = Math.multiplyExact(binding.type().idleSeconds(), tickRateHz);
        this.replication = Replication.of(binding, ring, instruments.counters());
        this.room = new GameRoom<>(binding, seed, settings, ring, proxy, this.instruments);
        this.inputs = new RoomInputs(room, proxy.inbox(), this.instruments);
        this.handover = new SnapshotHandover(room, replication);
        this.stand = new StandHandover(replication, tickRateHz);
        this.voice = new RoomVoice(room, stand, control);
        this.roster = new RosterBook(control);
        this.names = new NameBook(control);
        this.recentLines = new RecentLines(control);
    }

    /// Computes one tick.
    ///
    /// @param nowNanos the monotonic clock, for measuring how long inputs waited; rules never see it
    /// @return whether the room goes on; once false, it is over and everybody was told
    public boolean step(long nowNanos) {
        if (closed) {
            return false;
        }
        try {
            room.beginTick();
            inputs.begin(nowNanos);
            runCommands(nowNanos);
            if (!closed) {
                inputs.run(nowNanos);
                room.game().onTick(room.tick());
                proxy.abandonment().check(); // nothing is sent for a room whose players were told that it is over
                endTick(nowNanos);
            }
            proxy.abandonment().check();
        } catch (Throwable e) { // whatever a game throws, a class that cannot be loaded included
            if (proxy.abandonment().isGivenUp()) {
                // The watchdog has counted, told and logged it; what is left is to let go of what this thread owns.
                close(CloseCode.ROOM_FAILED, FAULT);
                return false;
            }
            fault = new RoomFault(proxy.id(), binding.type().name(), room.tick(), e);
            counters.add(Counter.ROOM_FAILURES);
            close(CloseCode.ROOM_FAILED, FAULT);
            if (e instanceof InternalError || e instanceof UnknownError) {
                throw e; // it is the machine that is broken
            }
        }
        return !closed;
    }

    /// Shows every tick's rows to a tool, such as one that trains tables, before they are encoded. For whoever owns the
    /// room's thread.
    public void observe(CaptureObserver tool) {
        replication.observe(tool);
    }

    /// Shows a tool what becomes of each player's inputs. For whoever owns the room's thread.
    public void observeInputs(InputObserver tool) {
        inputs.observe(tool);
    }

    /// The room as the rest of the server sees it.
    public RoomProxy proxy() {
        return proxy;
    }

    /// Bytes of all messages handed to clients since the room opened, for whoever owns the room's thread.
    public long bytesHanded() {
        return handover.bytes();
    }

    /// Why the room failed, or null.
    public @Nullable RoomFault fault() {
        return fault;
    }

    /// The room as its game sees it, for whoever owns the room's thread.
    public Room room() {
        return room;
    }

    /// A hash of everything that decides the future of this room: entities, the game's own fields, generator, tick. Equal
    /// inputs give equal hashes on any machine. Walks all of it by reflection: milliseconds, not for every tick.
    public long stateHash() {
        StateHash hash = new StateHash(room);
        room.hashInto(hash);
        return hash.value();
    }

    private void runCommands(long nowNanos) {
        for (int done = 0; done < MAX_COMMANDS_PER_TICK && !closed; done++) {
            RoomCommand command = proxy.takeCommand();
            if (command == null) {
                break;
            }
            switch (command) {
                case RoomCommand.Seat seat -> seat(seat, nowNanos);
                case RoomCommand.Resume resume -> resume(resume.link(), resume.tenure(), nowNanos);
                case RoomCommand.Unseat unseat -> unseat(unseat.link(), CloseCode.NORMAL, "You left the room.");
                case RoomCommand.Expel expel -> expel(expel);
                case RoomCommand.Say say -> say(say, nowNanos);
                case RoomCommand.Watch watch -> stand.open(watch.stand());
                case RoomCommand.Announce announce -> voice.notice(new ToBrowser.Notice("announcement", announce.message()));
                case RoomCommand.Profile profile -> profile(profile.probe());
                case RoomCommand.Drain drain -> drain(drain, nowNanos);
                case RoomCommand.Close close -> close(close);
            }
            room.world().settle();
        }
    }

    private void seat(RoomCommand.Seat command, long nowNanos) {
        if (!command.link().awaitsSeat()) {
            // Gone, or out of patience: no seat for somebody who has not even a token to come back with.
            command.link().release(CloseCode.SEAT_GONE, "You left before you had a seat.");
            proxy.releaseSeat();
            return;
        }
        PlayerSlot slot;
        String name;
        try {
            name = names.give(command.name(), command.isVouched(), room.slots());
            slot = room.take(name, command.isVouched(), command.look(), command.link());
        } catch (Throwable e) {
            command.link().release(CloseCode.ROOM_FAILED, FAULT);
            throw e;
        }
        if (slot == null) {
            // The reservation counts people only, so this cannot happen; if it does, nobody is left hanging.
            command.link().release(CloseCode.ROOM_FULL, "This room is full.");
            proxy.releaseSeat();
            return;
        }
        proxy.claim();
        slot.tenure = command.tenure();
        command.link().seated(new Seating(slot.id(), room.tick(), false));
        slot.isRosterDue = true;
        if (!name.equals(command.name())) {
            names.explain(slot);
        }
        tellCountdown(command.link(), nowNanos); // the join was on its way when all others were told
        recentLines.tell(command.link(), nowNanos);
    }

    private void resume(PlayerLink link, int tenure, long nowNanos) {
        PlayerSlot slot = room.heldBy(link);
        if (slot == null) {
            link.release(CloseCode.SEAT_GONE, "Your seat was given up.");
            return;
        }
        slot.awaySinceTick = -1;
        slot.tenure = tenure;
        counters.add(Counter.INPUTS_DROPPED_LATE, slot.beginAnew());
        slot.privateState.forget();
        room.noteRosterChange();
        link.seated(new Seating(slot.id(), room.tick(), true));
        slot.isRosterDue = true;
        slot.activeTick = room.tick();
        tellCountdown(link, nowNanos);
    }

    private void tellCountdown(PlayerLink link, long nowNanos) {
        if (countdown.isRunning()) {
            link.tell(control.write(countdown.notice(nowNanos)));
        }
    }

    private void unseat(PlayerLink link, CloseCode code, String message) {
        PlayerSlot slot = room.heldBy(link);
        if (slot != null) {
            vacate(slot, code, message);
        }
    }

    private void expel(RoomCommand.Expel command) {
        PlayerSlot slot = room.heldBy(command.link());
        if (slot != null) {
            recentLines.forget(slot);
            vacate(slot, command.code(), command.message());
        }
    }

    private void vacate(PlayerSlot slot, CloseCode code, String message) {
        room.vacate(slot);
        PlayerLink link = slot.link();
        if (link != null) {
            link.release(code, message);
            proxy.releaseSeat();
        }
    }

    private void say(RoomCommand.Say command, long nowNanos) {
        PlayerSlot author = room.heldBy(command.link());
        if (author == null) {
            return;
        }
        if (!command.toTeam()) {
            recentLines.add(author, command.text(), nowNanos);
            voice.toAll(author, command.text());
        } else if (author.team() == 0) {
            command.link().tell(control.write(new ToBrowser.Notice("no_team", "You are in no team that could read this.")));
        } else {
            voice.toTeam(author, command.text());
        }
    }

    private void drain(RoomCommand.Drain command, long nowNanos) {
        boolean isForMatch = room.game().onDrain(command.noticeSeconds());
        if (isForMatch) {
            proxy.endMatch();
        }
        countdown.begin(nowNanos, isForMatch ? command.matchSeconds() : command.noticeSeconds(), isForMatch);
        if (countdown.isOver(nowNanos)) {
            close(RoomCommand.Close.FOR_RESTART);
        } else {
            voice.notice(countdown.notice(nowNanos));
        }
    }

    private void profile(BitsProbe asked) {
        if (probe == null) {
            probe = asked;
            replication.profile(asked.begin(room.tick()));
        } else {
            asked.refuse();
        }
    }

    private void endProfile(BitsProbe asked) {
        replication.profile(null);
        asked.tell();
        probe = null;
    }

    private void endTick(long nowNanos) {
        noticeAbsence();
        room.world().settle();
        int people = 0;
        for (int i = 0; i < room.slots().size(); i++) {
            PlayerSlot slot = room.slots().slot(i);
            room.snapOwned(slot);
            people += slot.isBot() ? 0 : 1;
        }
        replication.capture(room.tick(), room.world().slots(), room.world().end(), room.events());
        long encodedNanos = instruments.nanoTime().getAsLong();
        tellRoster(people);
        for (int i = 0; i < room.slots().size(); i++) {
            PlayerSlot slot = room.slots().slot(i);
            PlayerLink link = slot.link();
            if (link != null) {
                handover.hand(slot, link, encodedNanos);
            }
        }
        stand.hand(room.tick());
        replication.release();
        room.events().clear();
        proxy.publishEntities(room.world().end());
        if (probe != null && probe.isOver(room.tick())) {
            endProfile(probe);
        }
        emptyTicks = people == 0 ? emptyTicks + 1 : 0;
        if (room.result() != null) {
            close(CloseCode.MATCH_OVER, "The match is over.");
        } else if (countdown.isOver(nowNanos)) {
            close(RoomCommand.Close.FOR_RESTART);
        } else if (emptyTicks > (proxy.isUnclaimed() ? unclaimedRoomTicks : emptyRoomTicks) && proxy.closeIfUnwanted()) {
            close(CloseCode.ROOM_GONE, "This room was empty.");
        }
    }

    private void tellRoster(int people) {
        boolean isCountDue = room.tick() % tickRateHz == 0 && roster.isNewCount(proxy.spectators());
        if (room.takeRosterChange() || isCountDue) {
            stand.roster(roster.tell(room.slots(), proxy.spectators()));
            proxy.publish(people, room.slots().size() - people);
        }
        if (stand.isRosterDue()) {
            stand.begin(roster.everybody(room.slots()));
        }
    }

    private void noticeAbsence() {
        // Backwards, because each who goes leaves a gap; a game may remove bots when somebody goes.
        for (int i = room.slots().size() - 1; i >= 0; i--) {
            if (i >= room.slots().size()) {
                continue;
            }
            PlayerSlot slot = room.slots().slot(i);
            PlayerLink link = slot.link();
            if (link != null && slot.awaySinceTick < 0 && !link.isConnected()) {
                slot.awaySinceTick = room.tick();
                counters.add(Counter.INPUTS_DROPPED_LATE, slot.beginAnew());
                room.noteRosterChange();
            }
            if (slot.awaySinceTick >= 0 && room.tick() - slot.awaySinceTick > keepSeatTicks) {
                vacate(slot, CloseCode.SEAT_GONE, "You were away for too long, your seat was given up.");
            } else if (idleTicks > 0 && slot.isConnected() && room.tick() - slot.activeTick > idleTicks) {
                vacate(slot, CloseCode.IDLE, "You did nothing for too long, your seat was given up.");
            }
        }
    }

    private void close(RoomCommand.Close command) {
        close(command.code(), command.message());
    }

    private void close(CloseCode code, String message) {
        closed = true;
        proxy.close();
        if (probe != null) {
            probe.refuse();
        }
        stand.close(code, message);
        for (int i = room.slots().size() - 1; i >= 0; i--) {
            PlayerLink link = room.slots().slot(i).link();
            if (link != null) {
                link.release(code, message);
            }
        }
        for (RoomCommand command = proxy.takeCommand(); command != null; command = proxy.takeCommand()) {
            if (command instanceof RoomCommand.Seat seat) {
                // Whoever was on the way in is sent to another room, unless there is none any more.
                seat.link().release(
                        code == CloseCode.RESTARTING ? code : CloseCode.SEAT_GONE,
                        "The room closed before you could enter it.");
            } else if (command instanceof RoomCommand.Watch watch) {
                watch.stand().close(code, message);
                watch.stand().release();
            } else if (command instanceof RoomCommand.Profile profile) {
                profile.probe().refuse();
            }
        }
    }
}
