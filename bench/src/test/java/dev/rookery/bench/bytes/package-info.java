@NullMarked
package dev.rookery.bench.bytes;

import org.jspecify.annotations.NullMarked;
