package dev.rookery.server.room;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.game.Codec;
import dev.rookery.server.room.TestGame.Keys;
import dev.rookery.testing.FakeLink;
import dev.rookery.testing.RoomHarness;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RoomAllocationTest {
    private static final int WARM_UP = 3_000;
    private static final int MEASURED = 3_000;

    /// The inputs are made outside the measurement: in a server the connections' readers make them.
    @ParameterizedTest
    @EnumSource
    void theRoomsThreadAllocatesNothingInSteadyState(Codec codec) {
        RoomHarness<Keys> harness = RoomHarness.of(TestGame.type(codec)).start();
        List<RoomHarness.Seat<Keys>> seats = new ArrayList<>();
        for (String name : List.of("Ada", "Bob", "Cleo", "Dan")) {
            seats.add(harness.join(name));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (int tick = 0; tick < WARM_UP + MEASURED; tick++) {
            for (RoomHarness.Seat<Keys> seat : seats) {
                seat.input(new Keys((byte) (tick / 20 % 3 - 1), tick * 0.01, TestGame.Wish.NOTHING, false));
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            harness.tick();
            if (tick >= WARM_UP) {
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
        }
        FakeLink link = seats.getFirst().link();
        assertTrue(link.deltas() >= WARM_UP + MEASURED, "every tick was sent: " + link.deltas());
        double perTick = (double) allocated / MEASURED;
        assertTrue(perTick < 1, "bytes allocated per tick by the room's thread: " + perTick);
    }
}
