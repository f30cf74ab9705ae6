/// JMH benchmarks, run by `bench tick`. They decide designs and guard their costs; the figures lie in `bench/results`.
@NullMarked
package dev.rookery.bench.micro;

import org.jspecify.annotations.NullMarked;
