package dev.rookery.server.room;

import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;
import java.util.HashSet;
import java.util.Set;

/// Under which names people are in a room: no two look alike. A name that somebody vouches for stands, and whoever bore it
/// before is renamed; anybody else who comes to a name that is taken gets a number behind it. Owned by the room's thread;
/// runs once for each join.
final class NameBook {
    private final ControlCodec control;

    NameBook(ControlCodec control) {
        this.control = control;
    }

    /// The name for somebody who is about to be seated.
    String give(String wanted, boolean isVouched, GameRoom.PlayerList slots) {
        if (!isVouched) {
            return free(wanted, slots);
        }
        String key = NameKey.of(wanted);
        for (int i = 0; i < slots.size(); i++) {
            PlayerSlot slot = slots.slot(i);
            if (!slot.isBot() && !slot.isVouched() && slot.nameKey().equals(key)) {
                slot.rename(numbered(slot.name(), key, keys(slots)));
                explain(slot);
            }
        }
        return wanted;
    }

    /// Tells somebody why the name is another than the one that was wanted.
    void explain(PlayerSlot renamed) {
        PlayerLink link = renamed.link();
        if (link != null) {
            link.called(renamed.name());
            link.tell(control.write(new ToBrowser.Notice(
                    "name_taken", "Somebody here has that name. You are called " + renamed.name() + ".")));
        }
    }

    private static String free(String wanted, GameRoom.PlayerList slots) {
        String key = NameKey.of(wanted);
        Set<String> keys = keys(slots);
        return keys.contains(key) ? numbered(wanted, key, keys) : wanted;
    }

    private static Set<String> keys(GameRoom.PlayerList slots) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < slots.size(); i++) {
            keys.add(slots.slot(i).nameKey());
        }
        return keys;
    }

    private static String numbered(String name, String key, Set<String> taken) {
        int number = 2;
        while (taken.contains(NameKey.numbered(key, number))) {
            number++;
        }
        return name + " " + number;
    }
}
