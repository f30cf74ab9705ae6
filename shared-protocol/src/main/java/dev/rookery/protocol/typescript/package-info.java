/// From a schema to the TypeScript that game pages compile against.
@NullMarked
package dev.rookery.protocol.typescript;

import org.jspecify.annotations.NullMarked;
