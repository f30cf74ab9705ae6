/// What somebody who looks for a room may see and do before there is a socket, without HTTP. May depend on match and access.
@NullMarked
package dev.rookery.server.lobby;

import org.jspecify.annotations.NullMarked;
