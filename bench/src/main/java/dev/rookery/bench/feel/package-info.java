/// How the game feels over a bad line: real clients, a real server, and what was drawn compared with what was true.
@NullMarked
package dev.rookery.bench.feel;

import org.jspecify.annotations.NullMarked;
