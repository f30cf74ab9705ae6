/// When rooms run: fixed ticks on absolute deadlines, a virtual thread each, and a watchdog over all. May depend on room.
@NullMarked
package dev.rookery.server.tick;

import org.jspecify.annotations.NullMarked;
