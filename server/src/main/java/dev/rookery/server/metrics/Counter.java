package dev.rookery.server.metrics;

/// Everything that is counted, one sentence each.
public enum Counter {
    JOINS("joins", "Seats taken by people."),
    JOINS_REFUSED("joins_refused", "Joins that were refused."),
    RESUMES("resumes", "Seats taken back after a lost connection."),
    DISCONNECTS("disconnects", "Connections that ended, for whatever reason."),
    ABRUPT_DISCONNECTS("abrupt_disconnects", "Connections that ended without a close frame."),
    MESSAGES_MALFORMED("messages_malformed", "Messages from peers that made no sense and were dropped."),
    MESSAGES_DROPPED_RATE("messages_dropped_rate", "Messages dropped unread because their sender sent too many."),
    INPUTS_DROPPED_FULL("inputs_dropped_full", "Inputs dropped because the room's inbox was full."),
    INPUTS_DROPPED_RATE("inputs_dropped_rate", "Inputs dropped because their sender sent too many."),
    INPUTS_DROPPED_LATE("inputs_dropped_late", "Inputs dropped because their sender's connection or seat was gone."),
    INPUTS_DROPPED_SPECTATOR("inputs_dropped_spectator", "Inputs dropped because their sender only watches."),
    INPUTS_DROPPED_DUPLICATE("inputs_dropped_duplicate", "Inputs dropped because their sequence was used before."),
    INPUTS_MERGED("inputs_merged", "Inputs given up for a newer one because too many waited."),
    INPUTS_MISSING("inputs_missing", "Ticks of a player without a fresh input."),
    TRACES_SKIPPED(
            "traces_skipped", "Traced inputs whose snapshot was never sent, because the client could not take it."),
    CHATS_DROPPED("chats_dropped", "Chat messages dropped by the rate limit."),
    CHATS_MUTED("chats_muted", "Chat messages dropped because their sender is muted."),
    TICKETS_REFUSED("tickets_refused", "Tickets that were not good."),
    PLAYERS_EXPELLED("players_expelled", "Players whose seat an admin, a ban or a withdrawn ticket ended."),
    LOG_DROPPED("log_dropped", "Lines of the log that could not be kept."),
    AUDIT_DROPPED("audit_dropped", "Lines of the audit log that could not be kept."),
    SNAPSHOTS_SKIPPED("snapshots_skipped", "Snapshots that a slow client was not sent."),
    TIER_CHANGES_DOWN("tier_changes", "Clients that were sent less, or more again.", "direction", "down"),
    TIER_CHANGES_UP("tier_changes", "Clients that were sent less, or more again.", "direction", "up"),
    KEYFRAMES_REQUESTED("keyframes_requested", "Keyframes that clients asked for."),
    KEYFRAMES_ENCODED("keyframes_encoded", "Keyframes encoded, each for all who begin with it."),
    SPECTATORS_WELCOMED("spectators_welcomed", "People who began to watch a room."),
    SPECTATORS_SHED("spectators_shed", "Spectators whose connection was closed because memory was short."),
    SPECTATOR_BYTES("spectator_bytes", "Bytes of snapshots given to spectators."),
    SPECTATOR_FRAMES_WITHHELD(
            "spectator_frames_withheld", "Snapshots that a spectator was not given because all together had their bytes."),
    SPECTATOR_FRAMES_DROPPED(
            "spectator_frames_dropped", "Snapshots that no spectator of a room sees, because too many waited for their delay."),
    SPECTATOR_LINES_DROPPED(
            "spectator_lines_dropped", "Lines that no spectator of a room hears, because too many waited for their delay."),
    ROOMS_OPENED("rooms_opened", "Rooms that were opened."),
    ROOM_FAILURES("room_failures", "Rooms ended by a fault of their game.", "kind", "exception"),
    ROOMS_STUCK("room_failures", "Rooms ended by a fault of their game.", "kind", "stuck"),
    TICK_OVERRUNS("tick_overruns", "Ticks that began later than their period."),
    TICKS_SKIPPED("ticks_skipped", "Ticks given up after a pause too long to catch up.");

    private final String metricName;
    private final String help;
    private final String label;
    private final String labelValue;

    Counter(String metricName, String help) {
        this(metricName, help, "", "");
    }

    Counter(String metricName, String help, String label, String labelValue) {
        this.metricName = metricName;
        this.help = help;
        this.label = label;
        this.labelValue = labelValue;
    }

    /// Name without prefix and `_total`.
    public String metricName() {
        return metricName;
    }

    public String help() {
        return help;
    }

    /// Name and value where several share a metric, otherwise nothing.
    String[] labels() {
        return label.isEmpty() ? new String[0] : new String[] {label, labelValue};
    }
}
