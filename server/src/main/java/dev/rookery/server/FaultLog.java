package dev.rookery.server;

import dev.rookery.server.room.RoomFault;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Writes down what games throw. A game that fails in each of its rooms fills no disk: the stack of a fault is written when it is
/// seen first and then once a minute, with how often it came between, and other lines of it at most once a second. Safe for any
/// thread; called on the thread of the room that ends.
final class FaultLog implements Consumer<RoomFault> {
    private static final System.Logger LOG = System.getLogger(FaultLog.class.getName());
    private static final long STACK_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_KINDS = 256;

    /// One kind of fault; guarded by the log's monitor.
    private static final class Kind {
        private long stackNanos;
        private long lineNanos;
        private int suppressed;
    }

    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new HashMap<>(); // guarded by this
    private boolean wasOutOfMemory; // guarded by this
    private long outOfMemoryNanos; // guarded by this

    FaultLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @throws OutOfMemoryError the fault's, if it is the second within a minute: what the first room took was not given back
    @Override
    public void accept(RoomFault fault) {
        long now = nanoTime.getAsLong();
        write(fault, now);
        if (fault.cause() instanceof OutOfMemoryError error && isSecondIn(now)) {
            throw error;
        }
    }

    private void write(RoomFault fault, long now) {
        String line = "ev=room.fault room=" + fault.room() + " game=" + fault.game() + " tick=" + fault.tick();
        boolean withStack;
        synchronized (this) {
            String name = fault.game() + place(fault.cause());
            Kind kind = kinds.get(name);
            if (kind == null) {
                if (kinds.size() == MAX_KINDS) {
                    kinds.clear();
                }
                kind = new Kind();
                kinds.put(name, kind);
                withStack = true;
            } else {
                withStack = now - kind.stackNanos >= STACK_NANOS;
                if (!withStack && now - kind.lineNanos < LINE_NANOS) {
                    kind.suppressed++;
                    return;
                }
            }
            line += kind.suppressed > 0 ? " suppressed=" + kind.suppressed : "";
            kind.suppressed = 0;
            kind.lineNanos = now;
            kind.stackNanos = withStack ? now : kind.stackNanos;
        }
        if (withStack) {
            LOG.log(System.Logger.Level.ERROR, line, fault.cause());
        } else {
            LOG.log(System.Logger.Level.ERROR, line + " cause=" + fault.cause().getClass().getName());
        }
    }

    private static String place(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        return " " + cause.getClass().getName() + (stack.length == 0 ? "" : " " + stack[0]);
    }

    private synchronized boolean isSecondIn(long now) {
        boolean isSecond = wasOutOfMemory && now - outOfMemoryNanos < STACK_NANOS;
        wasOutOfMemory = true;
        outOfMemoryNanos = now;
        return isSecond;
    }
}
