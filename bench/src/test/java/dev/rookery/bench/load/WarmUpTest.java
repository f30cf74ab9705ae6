package dev.rookery.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
    /// @param compiledMillis by then, after so many seconds of play
    private static int secondsUntilWarm(int tickHz, IntToLongFunction compiledMillis) {
        WarmUp warmUp = new WarmUp(tickHz);
        int second = 10; // the first are measured for themselves
        while (!warmUp.isOver(second, compiledMillis.applyAsLong(second))) {
            second++;
        }
        return second;
    }

    @Test
    void codeThatRunsOnceATickIsGivenItsTicksHoweverQuietTheCompilersAre() {
        assertEquals(40, secondsUntilWarm(20, second -> 3000));
        assertEquals(27, secondsUntilWarm(30, second -> 3000));
        assertEquals(20, secondsUntilWarm(60, second -> 3000));
    }

    @Test
    void compilersThatWorkAreWaitedFor() {
        assertEquals(50, secondsUntilWarm(20, second -> 3000 + 200L * Math.min(second, 46)));
        assertEquals(20, secondsUntilWarm(60, second -> 3000 + 40L * second), "a little goes on for ever");
    }

    @Test
    void aServerThatNeverSettlesIsMeasuredAsItIs() {
        assertEquals(60, secondsUntilWarm(20, second -> 500L * second));
    }

    @Test
    void aSlowGameIsNotWaitedForLongerThanThat() {
        assertEquals(60, secondsUntilWarm(5, second -> 3000));
    }
}
