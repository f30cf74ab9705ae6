@NullMarked
package dev.rookery.bench.gate;

import org.jspecify.annotations.NullMarked;
