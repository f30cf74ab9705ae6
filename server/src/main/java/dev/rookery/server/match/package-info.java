/// Which room somebody enters: the directory of open rooms, and how a new one is opened. May depend on tick and room.
@NullMarked
package dev.rookery.server.match;

import org.jspecify.annotations.NullMarked;
