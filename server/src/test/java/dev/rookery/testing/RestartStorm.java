package dev.rookery.testing;

import dev.rookery.server.transport.RawWebSocket;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Many light clients that want to play and come back by themselves, as pages do: after 1012 and its kin they wait as the close
/// reason says, after any other loss for a random part of a time that doubles, and where the seat is gone they join afresh. They
/// read what they are sent and look into none of it. Each has a thread of its own; the results may be asked by any.
public final class RestartStorm implements AutoCloseable {
    private static final int ABRUPT = 1006;
    private static final int SEAT_GONE = 4006;
    private static final int MAX_DOUBLINGS = 4; // 0.5 s to 8 s, as in the library
    private static final Pattern HINT = Pattern.compile("r=(\\d+);s=(\\d+)");
    private static final Pattern SEAT = Pattern.compile("\"seat\":(\\d+),\"room\":\"(\\w+)\"");

    private final int port;
    private final String game;
    private final int firstBackoffMillis;
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, LongAdder> met = new ConcurrentHashMap<>();
    private volatile boolean goesOn = true;

    /// @param firstBackoffMillis 500 in the library
    public RestartStorm(int port, String game, int count, int firstBackoffMillis, long seed) {
        this.port = port;
        this.game = game;
        this.firstBackoffMillis = firstBackoffMillis;
        for (int i = 0; i < count; i++) {
            clients.add(new Client(i, seed + i));
        }
    }

    /// Lets them in one after the other, so many in a second.
    public void begin(int perSecond) {
        for (Client client : clients) {
            threads.add(Thread.ofVirtual().name("client-" + client.number).start(client));
            LockSupport.parkNanos(1_000_000_000L / perSecond);
        }
    }

    /// Clients with a seat and a connection.
    public int online() {
        return (int) clients.stream().filter(client -> client.online).count();
    }

    /// Clients that were welcomed exactly so many times.
    public int welcomed(int times) {
        return (int) clients.stream().filter(client -> client.welcomes.get() == times).count();
    }

    /// The seats that clients hold now, as they were told; as many as clients unless two were given the same.
    public long distinctSeats() {
        return clients.stream().map(client -> client.seat).distinct().count();
    }

    /// What clients met, and how often: close codes, and upgrades that were refused or not answered.
    public Map<String, Long> met() {
        Map<String, Long> sorted = new TreeMap<>();
        met.forEach((what, count) -> sorted.put(what, count.sum()));
        return sorted;
    }

    /// Forgets what was met until now.
    public void forget() {
        met.clear();
    }

    /// How long after `sinceNanos` this part of the clients had been welcomed, each for the last time, in seconds.
    public double secondsUntilBack(long sinceNanos, double part) {
        List<Long> times = clients.stream().map(client -> client.welcomedNanos - sinceNanos).sorted().toList();
        return times.get((int) Math.ceil(times.size() * part) - 1) / 1e9;
    }

    private void meet(String what) {
        met.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    @Override
    public void close() {
        goesOn = false;
        threads.forEach(LockSupport::unpark);
        clients.forEach(Client::cut);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Client implements Runnable {
        private final int number;
        private final SplittableRandom random;
        private @Nullable String token;
        private int attempt;
        private volatile @Nullable RawWebSocket socket;
        private volatile boolean online;
        private final AtomicInteger welcomes = new AtomicInteger();
        private volatile long welcomedNanos;
        private volatile String seat = "";

        Client(int number, long seed) {
            this.number = number;
            random = new SplittableRandom(seed);
        }

        @Override
        public void run() {
            while (goesOn) {
                long waitMillis = afterLoss(connection());
                attempt++;
                LockSupport.parkNanos(waitMillis * 1_000_000);
            }
        }

        /// From the upgrade to the end; the close frame's code and reason.
        private String connection() {
            try (RawWebSocket open = RawWebSocket.open(port, 0)) {
                socket = open;
                String used = token;
                open.sendText(
                        used == null
                                ? DecodingPlayer.joinMessage(game, "Client " + number)
                                : "{\"type\":\"resume\",\"token\":\"" + used + "\"}");
                return read(open);
            } catch (AssertionError refused) {
                meet("upgrade " + String.valueOf(refused.getMessage()).replaceAll("(?s)^HTTP/1.1 (\\d+).*", "$1"));
                return "";
            } catch (UncheckedIOException e) {
                meet(online ? "cut" : "unanswered");
                return "";
            } finally {
                online = false;
            }
        }

        private String read(RawWebSocket open) {
            for (RawWebSocket.Frame frame = open.read(); frame != null; frame = open.read()) {
                switch (frame.opcode()) {
                    case RawWebSocket.TEXT -> {
                        if (frame.text().startsWith("{\"type\":\"welcome\"")) {
                            welcome(frame.text());
                        }
                    }
                    case RawWebSocket.PING ->
                        open.send(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.PONG, frame.payload()));
                    case RawWebSocket.CLOSE -> {
                        meet("closed " + frame.closeCode());
                        open.send(RawWebSocket.frame(RawWebSocket.FIN | RawWebSocket.CLOSE, frame.payload()));
                        return frame.closeCode() + " " + frame.closeReason();
                    }
                    default -> {}
                }
            }
            meet("closed " + ABRUPT);
            return "";
        }

        private void welcome(String text) {
            token = DecodingPlayer.field("token", text);
            Matcher told = SEAT.matcher(text);
            seat = told.find() ? told.group() : "none";
            attempt = 0;
            welcomedNanos = System.nanoTime();
            welcomes.incrementAndGet();
            online = true;
        }

        private long afterLoss(String close) {
            Matcher hint = HINT.matcher(close);
            if (hint.find()) {
                return Long.parseLong(hint.group(1)) + random.nextLong(Long.parseLong(hint.group(2)) + 1);
            }
            if (close.startsWith(Integer.toString(SEAT_GONE))) {
                token = null;
            }
            return random.nextLong((long) firstBackoffMillis << Math.min(attempt, MAX_DOUBLINGS));
        }

        private void cut() {
            RawWebSocket open = socket;
            if (open != null) {
                open.close();
            }
        }
    }
}
