/// Tests of this package, and what the tests of all its parts share.
@NullMarked
package dev.rookery.protocol;

import org.jspecify.annotations.NullMarked;
