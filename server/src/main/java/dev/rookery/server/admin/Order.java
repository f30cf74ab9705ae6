package dev.rookery.server.admin;

import org.jspecify.annotations.Nullable;

/// What an admin asks for; which parts are needed depends on the action. Immutable.
///
/// @param player as listed among the players
/// @param address of a peer; an IPv6 address stands for its network of 64 bits
/// @param ticket id of a ticket
/// @param subject as listed among the sanctions
/// @param minutes how long a sanction holds
/// @param seconds of notice before a drain ends the rooms
/// @param room id of one
/// @param message to be shown to players
/// @param reason for the audit log
public record Order(
        @Nullable String player,
        @Nullable String address,
        @Nullable String ticket,
        @Nullable String subject,
        @Nullable Integer minutes,
        @Nullable Integer seconds,
        @Nullable String room,
        @Nullable String message,
        @Nullable String reason) {
    /// Nothing but the action itself.
    public static final Order EMPTY = new Order(null, null, null, null, null, null, null, null, null);
}
