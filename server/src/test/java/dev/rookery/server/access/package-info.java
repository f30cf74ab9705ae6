/// Tests of this package.
@NullMarked
package dev.rookery.server.access;

import org.jspecify.annotations.NullMarked;
