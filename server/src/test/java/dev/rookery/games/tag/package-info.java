/// How a game is tested: no sockets, no time.
@NullMarked
package dev.rookery.games.tag;

import org.jspecify.annotations.NullMarked;
