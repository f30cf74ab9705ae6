/// One connected person, independent of socket and room: greeting, seat, resume, and what is still to be sent. May depend on match, room and protocol.
@NullMarked
package dev.rookery.server.session;

import org.jspecify.annotations.NullMarked;
