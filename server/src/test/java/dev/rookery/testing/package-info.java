/// For tests of games, rooms and connections: a room in virtual time, links that record, lines that are spoilt, players with
/// the reference decoder, a soak. Published as the server's test-jar.
@NullMarked
package dev.rookery.testing;

import org.jspecify.annotations.NullMarked;
