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

    RosterBook(ControlCodec control) {
        this.control = control;
    }

    /// Tells newcomers about everybody, and all others what has changed since the last call. Each is written once, however
    /// many hear it.
    void tell(GameRoom.PlayerList slots) {
        byte[] change = change(slots);
        byte[] everybody = null;
        for (int i = 0; i < slots.size(); i++) {
            PlayerSlot slot = slots.slot(i);
            PlayerLink link = slot.link();
            if (link == null) {
                continue;
            }
            if (slot.isRosterDue) {
                slot.isRosterDue = false;
                everybody = everybody == null ? everybody(slots) : everybody;
                link.tell(everybody);
            } else if (change != null) {
                link.tell(change);
            }
        }
    }

    private byte[] everybody(GameRoom.PlayerList slots) {
        List<ToBrowser.RosterEntry> everybody = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            everybody.add(entry(slots.slot(i)));
        }
        return control.write(new ToBrowser.Roster(true, everybody, List.of()));
    }

    /// Null if nothing did.
    private byte @Nullable [] change(GameRoom.PlayerList slots) {
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
        if (changed.isEmpty() && gone.isEmpty()) {
            return null;
        }
        return control.write(new ToBrowser.Roster(false, changed, List.copyOf(gone.keySet())));
    }

    private static ToBrowser.RosterEntry entry(PlayerSlot slot) {
        return new ToBrowser.RosterEntry(
                slot.id(), slot.name(), slot.look(), slot.isBot(), !slot.isBot() && !slot.isConnected());
    }
}
