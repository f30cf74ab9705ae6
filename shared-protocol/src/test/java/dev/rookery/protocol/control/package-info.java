/// Tests of this package.
@NullMarked
package dev.rookery.protocol.control;

import org.jspecify.annotations.NullMarked;
