package dev.rookery.testing.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// How often what was sent and how often what came of it. Safe for any thread.
public final class FuzzTally {
    private final LongAdder cases = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    void sent(int count) {
        cases.add(count);
    }

    void outcome(int outcome) {
        String name = switch (outcome) {
            case FuzzCase.GOES_ON -> "goes on";
            case FuzzCase.WELCOMED -> "welcomed";
            case FuzzCase.ENDED -> "ended";
            default -> Integer.toString(outcome);
        };
        outcomes.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    /// Cases that were sent.
    public long cases() {
        return cases.sum();
    }

    /// How often something came of a case: a close code, a status, `goes on`, `welcomed` or `ended`.
    public long outcomes(String name) {
        LongAdder count = outcomes.get(name);
        return count == null ? 0 : count.sum();
    }

    /// All of it in one line; rare close codes that clients chose themselves are summed up.
    @Override
    public String toString() {
        Map<String, Long> sorted = new TreeMap<>();
        outcomes.forEach((name, count) -> sorted.merge(isChosen(name) ? "3000-4999 echoed" : name, count.sum(), Long::sum));
        return "cases=" + cases.sum() + " "
                + sorted.entrySet().stream()
                        .map(outcome -> outcome.getKey() + "=" + outcome.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static boolean isChosen(String name) {
        return name.matches("3\\d{3}|4[1-9]\\d\\d|40[3-9]\\d");
    }
}
