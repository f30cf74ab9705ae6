package dev.rookery.server;

import dev.rookery.server.room.RoomFault;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

    private final BooleanSupplier isHeapFull;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new HashMap<>(); // guarded by this

    /// @param isHeapFull whether what was in use after the last collection leaves hardly anything
    FaultLog(BooleanSupplier isHeapFull, LongSupplier nanoTime) {
        this.isHeapFull = isHeapFull;
        this.nanoTime = nanoTime;
    }

    /// @throws OutOfMemoryError the fault's, if the heap is full: then other threads have met it too, and some of them are the
    ///     JDK's and end without a word. A room that only asked for more at once than there is has harmed nobody
    @Override
    public void accept(RoomFault fault) {
        boolean isEverybodys = fault.cause() instanceof OutOfMemoryError && isHeapFull.getAsBoolean();
        write(fault);
        if (isEverybodys) {
            throw (OutOfMemoryError) fault.cause();
        }
    }

    private void write(RoomFault fault) {
        long now = nanoTime.getAsLong();
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
}
