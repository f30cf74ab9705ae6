package dev.rookery.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What happened to all bots of a soak together. Safe for any thread.
final class SoakLedger {
    static final String TOO_SLOW_ON_A_GOOD_LINE = "too slow on a good line";
    static final String GREETED_TOO_LATE = "greeted too late";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, String> examples = new ConcurrentHashMap<>(); // of what must not happen
    private final Set<String> kicked = ConcurrentHashMap.newKeySet(); // bots, by name, that have not noticed yet
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger seated = new AtomicInteger();

    void count(String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /// Something that must not happen.
    void wrong(String what, String detail) {
        count("WRONG " + what);
        examples.putIfAbsent(what, detail);
    }

    /// A bot is welcomed, or has lost its connection.
    void live(int change) {
        live.addAndGet(change);
    }

    /// Bots that have a seat and a connection.
    int live() {
        return live.get();
    }

    /// A bot has a seat, or has none any more.
    void seated(int change) {
        seated.addAndGet(change);
    }

    /// Bots that have a seat.
    int seated() {
        return seated.get();
    }

    /// A bot is about to lose its seat by the admin.
    void kicking(String name) {
        kicked.add(name);
    }

    /// It will not, or it has a new seat.
    void forgive(String name) {
        kicked.remove(name);
    }

    /// Whether the admin is the reason that a bot's seat is gone.
    boolean isKicked(String name) {
        return kicked.contains(name);
    }

    /// Everything that was counted, by name.
    Map<String, Long> counts() {
        Map<String, Long> sorted = new TreeMap<>();
        counts.forEach((what, count) -> sorted.put(what, count.sum()));
        return sorted;
    }

    /// What went wrong, with an example of each.
    Map<String, String> wrongs() {
        return new TreeMap<>(examples);
    }
}
