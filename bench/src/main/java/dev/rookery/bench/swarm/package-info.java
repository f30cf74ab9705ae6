/// Many clients on one thread: sockets, frames, inputs at their times, and what is measured of them. Knows no server.
@NullMarked
package dev.rookery.bench.swarm;

import org.jspecify.annotations.NullMarked;
