/// What interest cells cost and save, measured on a large world that is made of recorded arenas side by side.
@NullMarked
package dev.rookery.bench.cells;

import org.jspecify.annotations.NullMarked;
