package dev.rookery.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rookery.game.GameType;
import dev.rookery.games.skirmish.Skirmish;
import dev.rookery.games.tag.Tag;
import dev.rookery.protocol.control.ControlCodec;
import dev.rookery.protocol.control.SchemaJson;
import dev.rookery.protocol.wire.InputLayout;
import dev.rookery.protocol.wire.WireReader;
import dev.rookery.server.access.PlayerIdentity;
import dev.rookery.server.metrics.Counters;
import dev.rookery.server.replication.GameBinding;
import dev.rookery.server.room.RoomInboxes;
import dev.rookery.server.room.RoomProxy;
import dev.rookery.server.room.RoomTerms;
import dev.rookery.testing.RoomHarness;
import dev.rookery.testing.fuzz.InputCases;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes end in inputs within their ranges or in a refusal of the whole message, with no exception and without any
/// memory; and the room that gets what was accepted goes on.
/// `-Drookery.fuzzCases=1000000` or `mvn verify -Pnightly` tries more.
final class HostileInputPropertyTest {
    private static final int CASES = Math.max(20_000, Integer.getInteger("rookery.fuzzCases", 0));
    private static final int CASES_A_TICK = 20;
    private static final int WARM_UP_CASES = 2_000;
    private static final int MOST_BYTES = 16; // allocated for one message: nothing, but for the JVM's own

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final WireReader wire = new WireReader();
    private final List<RoomInboxes.Taken> taken = new ArrayList<>();
    private long nowNanos;
    private int accepted;
    private long allocatedBytes;

    static List<GameType<?>> games() {
        return List.of(Skirmish.TYPE, Tag.TYPE);
    }

    @ParameterizedTest
    @MethodSource("games")
    <I extends Record> void anyBytesAreInputsWithinTheirRangesOrRefused(GameType<I> game) {
        GameBinding<I> binding = GameBinding.bind(game);
        RoomHarness<I> room = RoomHarness.of(game).start();
        RoomHarness.Seat<I> victim = room.join("Ada");
        room.join("Bob");
        RoomProxy proxy = new RoomProxy("fuzz", new RoomTerms(game.name(), 4, false, Map.of()), binding.input().layout());
        InputMessageReader reader = reader(binding, proxy);
        SplittableRandom random = new SplittableRandom(1);
        InputCases messages = new InputCases(binding);
        for (int i = 0; i < CASES; i++) {
            byte[] message = messages.next(random);
            boolean isAccepted = read(reader, message, i);
            RoomInboxes.drain(proxy.inbox(), binding.input(), taken::add);
            assertTrue(isAccepted || taken.isEmpty(), () -> Arrays.toString(message));
            check(binding, message);
            accepted += isAccepted ? 1 : 0;
            // The room takes them as from one who is seated, wild sequences and times included.
            for (RoomInboxes.Taken input : taken) {
                victim.offer(input.sequence(), game.input().cast(input.input()), input.drawnSixteenths());
            }
            taken.clear();
            if (i % CASES_A_TICK == 0) {
                room.tick();
            }
            if (i % (CASES_A_TICK * 50) == 0) { // wild sequences make later ones old
                victim.drop();
                room.tick();
                victim.resume();
            }
            nowNanos += 1_000_000_000;
        }
        assertTrue(accepted > CASES / 20 && accepted < CASES, "accepted=" + accepted);
        long perCase = allocatedBytes / (CASES - WARM_UP_CASES);
        assertTrue(perCase < MOST_BYTES, "bytes allocated per message: " + perCase);
        System.out.println("Hostile inputs: game=" + game.name() + " cases=" + CASES + " accepted=" + accepted);
    }

    private InputMessageReader reader(GameBinding<?> binding, RoomProxy proxy) {
        Counters counters = new Counters();
        WelcomeTerms terms = new WelcomeTerms(binding, "node", 60_000, 0, SchemaJson.write(binding.schema()));
        SeatHolder holder =
                new SeatHolder("Eve", false, new PlayerIdentity("guest:eve", null), InetAddress.getLoopbackAddress());
        Sessions sessions = new Sessions(new SplittableRandom(0));
        Session session =
                new Session(binding, proxy, holder, terms, new ControlCodec(), sessions, counters,
                        new ChatGuard(SessionLimits.DEFAULT.chat(), System::nanoTime), () -> {});
        Outbox outbox = new Outbox(binding.type().tickRateHz(), SendTier.FULL, counters, () -> 0);
        return new InputMessageReader(
                session, outbox, 1, SessionLimits.DEFAULT.inbound(), () -> nowNanos, counters, () -> {});
    }

    private boolean read(InputMessageReader reader, byte[] message, int number) {
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean isAccepted;
        try {
            isAccepted = reader.read(wire.wrap(message, 0, message.length), nowNanos);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("case=" + number + " message=" + Arrays.toString(message), e);
        }
        if (number >= WARM_UP_CASES) {
            allocatedBytes += threads.getCurrentThreadAllocatedBytes() - before;
        }
        return isAccepted;
    }

    private void check(GameBinding<?> binding, byte[] message) {
        assertTrue(taken.size() <= InputLayout.MAX_INPUTS, () -> Arrays.toString(message));
        for (int i = 0; i < taken.size(); i++) {
            RoomInboxes.Taken input = taken.get(i);
            assertTrue(input.sequence() >= 1 && input.drawnSixteenths() >= 0, () -> Arrays.toString(message));
            assertEquals(taken.getFirst().sequence() + i, input.sequence());
            assertTrue(binding.type().input().isInstance(input.input()));
        }
    }
}
