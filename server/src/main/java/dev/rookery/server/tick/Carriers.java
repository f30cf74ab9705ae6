package dev.rookery.server.tick;

import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/// The platform threads that carry all virtual ones, of which there are as many as cores: a virtual thread in an endless loop
/// keeps its carrier for ever, and as many of them as there are cores stop everything else. Owned by the watchdog's thread.
///
/// The scheduler starts a carrier beyond those it has only when a task is handed to a queue of its that looks empty, or when a
/// carrier takes a task and sees more behind it; to raise its parallelism alone starts none. While all carriers loop, all its
/// queues are full. So there are two steps: room for all who wait, because the first that gets a carrier may loop too; and tasks
/// that do nothing, until a queue has to grow, which makes the scheduler look.
final class Carriers {
    private static final int MAX_SPARE = 64;
    private static final int MAX_NUDGES = 8192; // of some 400 bytes, in a tenth of a second

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private int added;
    private volatile boolean carries = true; // a task was handed over lately, and has run

    /// Sees to it that the others have carriers, again and again.
    ///
    /// @param lost threads that do not give theirs back
    /// @param starved threads that have been waiting for one
    void provide(int lost, int starved) {
        boolean isStarving = lost > 0 && !carries;
        allow(lost, isStarving ? Math.max(1, starved) : starved);
        if (isStarving) {
            nudge();
        } else if (lost > 0) {
            probe();
        }
    }

    /// One more was lost, and somebody needs another at once.
    ///
    /// @param others who may be waiting
    void replace(int lost, int others) {
        allow(lost, Math.max(1, others));
        probe();
        nudge();
    }

    private void allow(int lost, int spare) {
        int wanted = lost == 0 ? 0 : lost + Math.min(spare, MAX_SPARE);
        if (wanted != added) {
            scheduler.setParallelism(Math.max(1, scheduler.getParallelism() + wanted - added));
            added = wanted;
        }
    }

    private void probe() {
        carries = false;
        Thread.ofVirtual().start(this::carried);
    }

    private void nudge() {
        int before = scheduler.getPoolSize();
        for (int i = 0; i < MAX_NUDGES && !carries && scheduler.getPoolSize() <= before; i++) {
            Thread.ofVirtual().start(this::carried);
        }
    }

    private void carried() {
        carries = true;
    }
}
