/// Tests of this package.
@NullMarked
package dev.rookery.protocol.wire;

import org.jspecify.annotations.NullMarked;
