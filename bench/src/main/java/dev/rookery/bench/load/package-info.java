/// Load over real sockets on a server in a process of its own.
@NullMarked
package dev.rookery.bench.load;

import org.jspecify.annotations.NullMarked;
