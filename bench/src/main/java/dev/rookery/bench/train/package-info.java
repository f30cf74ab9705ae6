/// Trains tables for the range coder, and says what they are worth.
@NullMarked
package dev.rookery.bench.train;

import org.jspecify.annotations.NullMarked;
