/// What a room costs on the wire, measured on recorded traces.
@NullMarked
package dev.rookery.bench.bytes;

import org.jspecify.annotations.NullMarked;
