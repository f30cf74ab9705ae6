/// For tests of games and rooms: a room in virtual time, links that record, seeded cases. Published as the server's
/// test-jar.
@NullMarked
package dev.rookery.testing;

import org.jspecify.annotations.NullMarked;
