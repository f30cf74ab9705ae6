/// A bundled game in the largest room that it has: what a tick takes and what each player is sent.
@NullMarked
package dev.rookery.bench.world;

import org.jspecify.annotations.NullMarked;
