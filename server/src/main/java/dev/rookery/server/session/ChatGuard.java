package dev.rookery.server.session;

import dev.rookery.server.access.RateLimit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Judges the lines that one player writes, over whichever connection they come. Safe for any thread, because the reader of a
/// connection that was replaced may still hold one.
final class ChatGuard {
    private static final int REMEMBERED = 4; // lines that a repeat is compared with
    private static final long TELL_NANOS = 1_000_000_000L; // a flood is not answered line by line
    private static final Pattern LINK = Pattern.compile("(?i)https?:|www\\.|\\b[\\p{L}\\p{N}-]+\\.(com|net|org|io|gg|ru|xyz|me)\\b");
    private static final Pattern DECORATION = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// A line that is not passed on.
    ///
    /// @param message for the player
    /// @param isTold whether the player is told; somebody who was told a moment ago is not
    record Dropped(String code, String message, boolean isTold) {}

    private record Said(String key, long nanos) {}

    private final ChatLimits limits;
    private final LongSupplier nanoTime;
    private final RateLimit rate;
    private final ArrayDeque<Said> said = new ArrayDeque<>(REMEMBERED);
    private long toldNanos;
    private boolean hasTold;

    ChatGuard(ChatLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.rate = new RateLimit(limits.perSecond(), limits.burst(), nanoTime);
    }

    /// Null if the line is passed on; then it counts.
    ///
    /// @param text already cleaned
    synchronized @Nullable Dropped judge(String text) {
        long now = nanoTime.getAsLong();
        if (!limits.links() && LINK.matcher(text).find()) {
            return dropped("chat_links", "Web addresses are not allowed here; that line was not sent.");
        }
        String key = keyOf(text);
        said.removeIf(line -> now - line.nanos() > limits.repeatSeconds() * 1_000_000_000L);
        if (limits.repeatSeconds() > 0 && said.stream().anyMatch(line -> line.key().equals(key))) {
            return dropped("chat_repeat", "You have just written that; it was not sent again.");
        }
        if (!rate.tryTake()) {
            long seconds = Math.max(1, Math.ceilDiv(rate.nanosUntil(1), 1_000_000_000L));
            return dropped("chat_limit", "You are writing too fast: wait " + seconds + " s. That line was not sent.");
        }
        if (said.size() == REMEMBERED) {
            said.poll();
        }
        said.add(new Said(key, now));
        return null;
    }

    /// A line of somebody whom an admin has silenced for so long.
    synchronized Dropped muted(Duration left) {
        return dropped("muted", "You are muted for another " + words(left) + ": nobody reads what you write.");
    }

    /// A line that the room has no place for.
    synchronized Dropped crowded() {
        return dropped("chat_limit", "The room is too busy; that line was not sent.");
    }

    private Dropped dropped(String code, String message) {
        long now = nanoTime.getAsLong();
        boolean isTold = !hasTold || now - toldNanos >= TELL_NANOS;
        if (isTold) {
            hasTold = true;
            toldNanos = now;
        }
        return new Dropped(code, message, isTold);
    }

    /// What lines have in common that say the same in other clothes.
    private static String keyOf(String text) {
        String bare = DECORATION.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        return bare.isEmpty() ? text : bare;
    }

    private static String words(Duration left) {
        long seconds = Math.max(1, left.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 120 * 60) {
            return seconds / 60 + " minutes";
        }
        return seconds < 48 * 3600 ? seconds / 3600 + " hours" : seconds / 86_400 + " days";
    }
}
