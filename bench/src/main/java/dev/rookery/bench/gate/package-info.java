/// The quick check that fails when the hot path has become dearer.
@NullMarked
package dev.rookery.bench.gate;

import org.jspecify.annotations.NullMarked;
