/// The snapshot codec: a room's rows as deltas against what both sides predicted. Integers only, the same in Java and
/// TypeScript; the syntax is in the module's README. Depends on the schema alone.
@NullMarked
package dev.rookery.protocol.delta;

import org.jspecify.annotations.NullMarked;
