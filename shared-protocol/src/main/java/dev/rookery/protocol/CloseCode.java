package dev.rookery.protocol;

import org.jspecify.annotations.Nullable;

/// Every reason for which a socket is closed, with the code on the wire and what a client does next. 4080-4099 are free
/// for games.
public enum CloseCode {
    NORMAL(1000, "left", Retry.NEVER),
    GOING_AWAY(1001, "going_away", Retry.RESUME),
    PROTOCOL_ERROR(1002, "protocol_error", Retry.ONCE),
    UNSUPPORTED(1003, "unsupported", Retry.ONCE),
    BAD_TEXT(1007, "bad_text", Retry.ONCE),
    TOO_LARGE(1009, "too_large", Retry.ONCE),
    INTERNAL(1011, "internal", Retry.RESUME),
    RESTARTING(1012, "restarting", Retry.AFTER_HINT),
    TRY_LATER(1013, "try_later", Retry.AFTER_HINT),
    TICKET_INVALID(4001, "ticket_invalid", Retry.TICKET),
    FORBIDDEN(4003, "forbidden", Retry.NEVER),
    ROOM_GONE(4004, "room_gone", Retry.NEVER),
    SEAT_GONE(4006, "seat_gone", Retry.JOIN),
    REPLACED(4007, "replaced", Retry.NEVER),
    TOO_SLOW(4008, "too_slow", Retry.RESUME),
    HEARTBEAT(4009, "heartbeat", Retry.RESUME),
    ROOM_FAILED(4010, "room_failed", Retry.NEVER),
    KICKED(4011, "kicked", Retry.NEVER),
    NODE_FULL(4013, "node_full", Retry.AFTER_HINT),
    ROOM_FULL(4014, "room_full", Retry.NEVER),
    MATCH_OVER(4015, "match_over", Retry.NEVER),
    IDLE(4016, "idle", Retry.NEVER),
    LOGIN_EXPIRED(4017, "login_expired", Retry.TICKET),
    GREETING_TIMEOUT(4018, "greeting_timeout", Retry.ONCE),
    BAD_JOIN(4022, "bad_join", Retry.NEVER),
    WRONG_PASSWORD(4023, "wrong_password", Retry.NEVER),
    VERSION(4026, "version", Retry.NEVER),
    RATE_LIMITED(4029, "rate_limited", Retry.AFTER_HINT),
    SHED(4030, "shed", Retry.AFTER_HINT),
    DIVERGED(4040, "diverged", Retry.RESUME);

    /// What a client does after this close.
    public enum Retry {
        /// Show the reason; nothing is tried again by itself.
        NEVER,
        /// One new attempt.
        ONCE,
        /// Come back with the resume token, with backoff.
        RESUME,
        /// The seat is lost; join afresh.
        JOIN,
        /// Get a new ticket, then come back with it, and with the resume token if there is one; once.
        TICKET,
        /// Wait as the close reason says, then resume.
        AFTER_HINT
    }

    private final int code;
    private final String token;
    private final Retry retry;

    CloseCode(int code, String token, Retry retry) {
        this.code = code;
        this.token = token;
        this.retry = retry;
    }

    public int code() {
        return code;
    }

    /// Short word in the close reason, and the `code` of an `error` message.
    public String token() {
        return token;
    }

    /// The close reason on the wire: the token, and for those who come back after a while when to.
    public String reason() {
        RetryHint hint = hint();
        return hint == null ? token : reason(hint);
    }

    /// The same where whoever closes knows better when to come back.
    public String reason(RetryHint hint) {
        return token + " " + hint;
    }

    /// When to come back, null unless [#retry] says that there is a time for it: after 2 s, or 10 s for whoever asked for
    /// too much, spread over 5 s more; after 30 to 40 s for whoever was shed for want of memory.
    public @Nullable RetryHint hint() {
        if (retry != Retry.AFTER_HINT) {
            return null;
        }
        return switch (this) {
            case RATE_LIMITED -> new RetryHint(10_000, 5000);
            case SHED -> new RetryHint(30_000, 10_000);
            default -> new RetryHint(2000, 5000);
        };
    }

    public Retry retry() {
        return retry;
    }
}
