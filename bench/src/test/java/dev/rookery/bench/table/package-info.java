@NullMarked
package dev.rookery.bench.table;

import org.jspecify.annotations.NullMarked;
