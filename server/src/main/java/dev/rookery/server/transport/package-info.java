/// Sockets and HTTP: the only package that knows Helidon. Hands bytes to sessions and asks them what to write. May depend on session and admin.
@NullMarked
package dev.rookery.server.transport;

import org.jspecify.annotations.NullMarked;
