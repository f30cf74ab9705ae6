/// The binary plane around the codec: numbers, input messages, private headers. Layouts as in this module's README.
@NullMarked
package dev.rookery.protocol.wire;

import org.jspecify.annotations.NullMarked;
