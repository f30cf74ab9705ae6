/// How a node ends in order, as a state machine. Knows what is to be done in which phase, and not how.
@NullMarked
package dev.rookery.server.drain;

import org.jspecify.annotations.NullMarked;
