/// Tests of this package.
@NullMarked
package dev.rookery.protocol.schema;

import org.jspecify.annotations.NullMarked;
