/// One running match: everything behind its two doors, [RoomProxy] for commands and [RoomInbox] for inputs, runs on the
/// room's thread. Reaches a session only through [PlayerLink]. May depend on replication, game and protocol.
@NullMarked
package dev.rookery.server.room;

import org.jspecify.annotations.NullMarked;
