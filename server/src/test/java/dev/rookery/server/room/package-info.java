/// Rooms in virtual time.
@NullMarked
package dev.rookery.server.room;

import org.jspecify.annotations.NullMarked;
