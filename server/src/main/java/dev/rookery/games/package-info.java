/// The bundled games. Each depends on the public API in dev.rookery.game alone.
@NullMarked
package dev.rookery.games;

import org.jspecify.annotations.NullMarked;
