/// How much load a server takes before it misses its objective.
@NullMarked
package dev.rookery.bench.capacity;

import org.jspecify.annotations.NullMarked;
