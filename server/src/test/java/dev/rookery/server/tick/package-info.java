/// Tests of this package.
@NullMarked
package dev.rookery.server.tick;

import org.jspecify.annotations.NullMarked;
