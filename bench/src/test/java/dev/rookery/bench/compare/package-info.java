@NullMarked
package dev.rookery.bench.compare;

import org.jspecify.annotations.NullMarked;
