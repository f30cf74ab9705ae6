/// Tag, the tutorial.
@NullMarked
package dev.rookery.games.tag;

import org.jspecify.annotations.NullMarked;
