/// The example of entities that only their owners see, printed in `server/README.md`.
@NullMarked
package dev.rookery.games.meadow;

import org.jspecify.annotations.NullMarked;
