/// What the browser's decoder costs, measured on recorded traces.
@NullMarked
package dev.rookery.bench.decode;

import org.jspecify.annotations.NullMarked;
