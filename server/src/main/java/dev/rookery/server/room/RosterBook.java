package dev.rookery.server.room;

import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who is in the room, as the players were last told. Owned by the room's thread.
final class RosterBook {
    private final ControlCodec control;
    private final TreeMap<Integer, ToBrowser.RosterEntry> told = new TreeMap<>();
    private int toldSpectators;

    RosterBook(ControlCodec control) {
        this.control = control;
    }

    /// Whether so many spectators are others than were told of.
    boolean isNewCount(int spectators) {
        return spectators != toldSpectators;
    }

    /// Tells newcomers about everybody, and all others what has changed since the last call. Each is written once, however
    /// many hear it.
    ///
    /// @return what has changed, null if nothing did
    ToBrowser.@Nullable Roster tell(GameRoom.PlayerList slots, int spectators) {
        ToBrowser.Roster changed = change(slots, isNewCount(spectators) ? spectators : null);
        toldSpectators = spectators;
        byte[] change = changed == null ? null : control.write(changed);
        byte[] everybody = null;
        for (int i = 0; i < slots.size(); i++) {
            PlayerSlot slot = slots.slot(i);
            PlayerLink link = slot.link();
            if (link == null) {
                continue;
            }
            if (slot.isRosterDue) {
                slot.isRosterDue = false;
                everybody = everybody == null ? control.write(everybody(slots)) : everybody;
                link.tell(everybody);
            } else if (change != null) {
                link.tell(change);
            }
        }
        return changed;
    }

    /// All of it, for somebody who knows nothing yet.
    ToBrowser.Roster everybody(GameRoom.PlayerList slots) {
        List<ToBrowser.RosterEntry> everybody = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            everybody.add(entry(slots.slot(i)));
        }
        return new ToBrowser.Roster(true, everybody, List.of(), toldSpectators == 0 ? null : toldSpectators);
    }

    private ToBrowser.@Nullable Roster change(GameRoom.PlayerList slots, @Nullable Integer spectators) {
        List<ToBrowser.RosterEntry> changed = new ArrayList<>();
        TreeMap<Integer, ToBrowser.RosterEntry> gone = new TreeMap<>(told);
        for (int i = 0; i < slots.size(); i++) {
            ToBrowser.RosterEntry entry = entry(slots.slot(i));
            if (!entry.equals(gone.remove(entry.seat()))) {
                changed.add(entry);
                told.put(entry.seat(), entry);
            }
        }
        gone.keySet().forEach(told::remove);
        if (changed.isEmpty() && gone.isEmpty() && spectators == null) {
            return null;
        }
        return new ToBrowser.Roster(false, changed, List.copyOf(gone.keySet()), spectators);
    }

    private static ToBrowser.RosterEntry entry(PlayerSlot slot) {
        return new ToBrowser.RosterEntry(
                slot.id(), slot.name(), slot.look(), slot.isBot(), !slot.isBot() && !slot.isConnected());
    }
}
