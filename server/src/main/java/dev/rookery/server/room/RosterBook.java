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

    /// Tells a newcomer about everybody.
    void welcome(PlayerSlot newcomer, GameRoom.PlayerList slots) {
        PlayerLink link = newcomer.link();
        if (link == null) {
            return;
        }
        List<ToBrowser.RosterEntry> everybody = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            everybody.add(entry(slots.slot(i)));
        }
        link.tell(control.write(new ToBrowser.Roster(true, everybody, List.of())));
    }

    /// What changed since the last call, as a message for everybody; null if nothing did.
    byte @Nullable [] change(GameRoom.PlayerList slots) {
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
