package dev.rookery.server.session;

/// The parts of a welcome that are the same for everybody in a kind of room.
///
/// @param node name of this server process
/// @param keepSeatMillis how long a lost connection's seat is kept
/// @param fingerprint of the game's ordinary rooms, which its pages are built for
/// @param schemaJson the room's schema, made once
record WelcomeTerms(String node, int keepSeatMillis, int fingerprint, String schemaJson) {}
