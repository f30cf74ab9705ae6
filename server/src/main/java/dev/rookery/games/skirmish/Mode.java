package dev.rookery.games.skirmish;

/// How a room is played; the setting `mode`.
public enum Mode {
    FREE_FOR_ALL,
    TEAMS
}
