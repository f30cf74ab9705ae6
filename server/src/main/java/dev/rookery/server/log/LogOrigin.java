package dev.rookery.server.log;

import dev.rookery.server.access.AddressHash;

/// Whose log it is.
///
/// @param node name of this process
/// @param build version of the server
/// @param addresses how addresses are hidden
public record LogOrigin(String node, String build, AddressHash addresses) {}
