/// Tests of this package.
@NullMarked
package dev.rookery.server.match;

import org.jspecify.annotations.NullMarked;
