package dev.rookery.server.room;

import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.ToBrowser;

/// Tells those in a room what is said there: to all and to whoever watches, to one team and nobody else, or about the server. Each
/// line is written once, however many hear it. Owned by the room's thread.
final class RoomVoice {
    private final GameRoom<?> room;
    private final StandHandover stand;
    private final ControlCodec control;

    RoomVoice(GameRoom<?> room, StandHandover stand, ControlCodec control) {
        this.room = room;
        this.stand = stand;
        this.control = control;
    }

    /// Somebody says something to the room; spectators hear it with the picture that belongs to it.
    void toAll(PlayerSlot author, String text) {
        byte[] line = control.write(new ToBrowser.Said(author.id(), author.name(), text, null, null));
        tellAll(line);
        stand.tell(line);
    }

    /// Somebody says something to the own team, which no spectator hears.
    void toTeam(PlayerSlot author, String text) {
        byte[] line = control.write(new ToBrowser.Said(author.id(), author.name(), text, true, null));
        for (int i = 0; i < room.slots().size(); i++) {
            PlayerSlot slot = room.slots().slot(i);
            PlayerLink link = slot.link();
            if (link != null && slot.team() == author.team()) {
                link.tell(line);
            }
        }
    }

    /// The server says something to everybody, at once.
    void notice(ToBrowser.Notice notice) {
        byte[] line = control.write(notice);
        tellAll(line);
        stand.announce(line);
    }

    private void tellAll(byte[] line) {
        for (int i = 0; i < room.slots().size(); i++) {
            PlayerLink link = room.slots().slot(i).link();
            if (link != null) {
                link.tell(line);
            }
        }
    }
}
