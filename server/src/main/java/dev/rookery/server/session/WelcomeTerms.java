package dev.rookery.server.session;

/// The parts of a welcome that are the same for everybody in a game.
///
/// @param node name of this server process
/// @param keepSeatMillis how long a lost connection's seat is kept
/// @param schemaJson the game's schema, made once
record WelcomeTerms(String node, int keepSeatMillis, String schemaJson) {}
