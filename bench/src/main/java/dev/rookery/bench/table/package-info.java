/// The whole table of targets in one go.
@NullMarked
package dev.rookery.bench.table;

import org.jspecify.annotations.NullMarked;
