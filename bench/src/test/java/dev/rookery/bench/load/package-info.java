/// Tests of the load generator's own arithmetic.
@NullMarked
package dev.rookery.bench.load;

import org.jspecify.annotations.NullMarked;
