/// From plain annotated fields to shared bytes: bound once per game type, read each tick on the room's thread. May depend
/// on game and protocol.
@NullMarked
package dev.rookery.server.replication;

import org.jspecify.annotations.NullMarked;
