/// Whether what players draw can be compared with what the server knew.
@NullMarked
package dev.rookery.bench.feel;

import org.jspecify.annotations.NullMarked;
