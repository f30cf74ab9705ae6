@NullMarked
package dev.rookery.bench.capacity;

import org.jspecify.annotations.NullMarked;
