package dev.rookery.testing.fuzz;

import dev.rookery.server.replication.GameBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Hostile clients against one server, several at a time on virtual threads. A client is a script with a number; from the seed
/// and that number follows all it sends, so that one that found something can be played again alone.
public final class Fuzzer {
    private static final int CLIENTS_AT_ONCE = 24;
    private static final long SPREAD = 0xD134_2543_DE82_EF95L; // odd, and not SplittableRandom's own step

    private final int port;
    private final ControlCases control;
    private final InputCases inputs;
    private final long seed;
    private final FuzzTally tally = new FuzzTally();
    private final AtomicLong lastScript = new AtomicLong();
    private final AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();

    /// @param room in which those who get in play `game`
    public Fuzzer(int port, GameBinding<?> game, String room, long seed) {
        this.port = port;
        this.control = new ControlCases(game.schema().game(), room);
        this.inputs = new InputCases(game);
        this.seed = seed;
    }

    public FuzzTally tally() {
        return tally;
    }

    /// Goes on until so many cases were sent in all.
    ///
    /// @throws AssertionError naming the script, if the server did what it may not
    public void run(long cases) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS_AT_ONCE; i++) {
            clients.add(Thread.ofVirtual().name("hostile-" + i).start(() -> {
                while (tally.cases() < cases && failure.get() == null) {
                    play(lastScript.incrementAndGet(), false);
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
        throwFailure();
    }

    /// Plays one script again, case by case.
    public void replay(long script) {
        play(script, true);
        throwFailure();
    }

    private void play(long script, boolean oneByOne) {
        try {
            new FuzzScript(port, control, inputs, new SplittableRandom(seed + script * SPREAD), tally, oneByOne).run();
        } catch (RuntimeException | AssertionError e) {
            String what = FuzzScript.isTimeout(e) ? "The server did not answer." : "The server did what it may not.";
            failure.compareAndSet(null, new AssertionError(
                    what + " Again, alone: -Dfuzz.seed=" + seed + " -Dfuzz.script=" + script + "\n" + e, e));
        }
    }

    private void throwFailure() {
        AssertionError found = failure.get();
        if (found != null) {
            throw found;
        }
    }
}
