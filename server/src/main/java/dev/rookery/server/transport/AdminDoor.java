package dev.rookery.server.transport;

import dev.rookery.server.access.AdminToken;
import dev.rookery.server.admin.DrainSwitch;
import dev.rookery.server.admin.Moderation;

/// What stands behind the admin listener.
///
/// @param token that opens it
/// @param moderation what may be done there
/// @param reload reads everything again that files may change while the server runs, but for the certificate; throws
/// [IllegalArgumentException] with a sentence where it cannot
/// @param drain ends the node
public record AdminDoor(AdminToken token, Moderation moderation, Runnable reload, DrainSwitch drain) {}
