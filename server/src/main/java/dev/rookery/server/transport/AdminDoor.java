package dev.rookery.server.transport;

import dev.rookery.server.access.AdminToken;
import dev.rookery.server.admin.DrainSwitch;
import dev.rookery.server.admin.Moderation;
import dev.rookery.server.admin.NodeWatch;
import dev.rookery.server.admin.RoomOrders;
import dev.rookery.server.admin.RoomWatch;

/// What stands behind the admin listener.
///
/// @param token that opens it
/// @param moderation what may be done there
/// @param reload reads everything again that files may change while the server runs, but for the certificate; throws
/// [IllegalArgumentException] with a sentence where it cannot
/// @param drain ends the node
/// @param orders what may be done to rooms
/// @param rooms what may be seen of them
/// @param node what may be seen of the whole
/// @param page where the game's page is; empty for the host of the console and the game's port
public record AdminDoor(
        AdminToken token,
        Moderation moderation,
        Runnable reload,
        DrainSwitch drain,
        RoomOrders orders,
        RoomWatch rooms,
        NodeWatch node,
        String page) {}
