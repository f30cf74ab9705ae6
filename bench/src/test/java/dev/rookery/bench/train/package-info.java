/// Tests of the training of tables.
@NullMarked
package dev.rookery.bench.train;

import org.jspecify.annotations.NullMarked;
