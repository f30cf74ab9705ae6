package dev.rookery.server;

import dev.rookery.server.match.Capacity;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Takes in less while the heap is full of what is still in use. Looked at by one thread; [#capacity] may be asked by any.
///
/// ```text
/// ROOMS --85 %--> PLAYERS --92 %--> NOBODY      back at 80 % and at 87 %
/// ```
///
/// What counts is what was left after collections. A quiet server makes so little garbage that it might not collect for an hour
/// after its rooms have ended, and stay shut for as long: once nothing was collected for half a minute, the guard asks for it.
final class HeapGuard {
    /// The heap, as the guard sees it.
    interface Heap {
        /// What was left after the last collections, as a part of what there can be.
        double shareInUse();

        /// Collections so far.
        long collections();

        /// Asks for one.
        void collect();
    }

    private static final double NO_ROOMS = 0.85;
    private static final double NO_JOINS = 0.92;
    private static final double MARGIN = 0.05; // below a limit, to be over it again
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Heap heap;
    private final LongSupplier nanoTime;
    private volatile Capacity capacity = Capacity.ROOMS;
    private long collections;
    private long collectedNanos; // when their number last changed

    HeapGuard(Heap heap, LongSupplier nanoTime) {
        this.heap = heap;
        this.nanoTime = nanoTime;
        this.collectedNanos = nanoTime.getAsLong();
    }

    Capacity capacity() {
        return capacity;
    }

    /// What was left after the last collections, in percent.
    int percentInUse() {
        return (int) Math.round(heap.shareInUse() * 100);
    }

    /// Whether what was left after the last collections is too much for a new room, as of this very moment.
    boolean isFull() {
        return heap.shareInUse() >= NO_ROOMS;
    }

    /// Judges anew.
    ///
    /// @return whether anything has changed
    boolean look() {
        Capacity before = capacity;
        capacity = judge(heap.shareInUse(), before);
        long now = nanoTime.getAsLong();
        long collectionsNow = heap.collections();
        if (collectionsNow != collections || capacity == Capacity.ROOMS) {
            collections = collectionsNow;
            collectedNanos = now;
        } else if (now - collectedNanos >= QUIET_NANOS) {
            collectedNanos = now;
            heap.collect();
        }
        return capacity != before;
    }

    private static Capacity judge(double share, Capacity before) {
        double noJoins = before == Capacity.NOBODY ? NO_JOINS - MARGIN : NO_JOINS;
        double noRooms = before == Capacity.ROOMS ? NO_ROOMS : NO_ROOMS - MARGIN;
        return share >= noJoins ? Capacity.NOBODY : share >= noRooms ? Capacity.PLAYERS : Capacity.ROOMS;
    }

    /// The heap of this process.
    static Heap ofProcess() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return new Heap() {
            @Override
            public double shareInUse() {
                long used = 0;
                for (MemoryPoolMXBean pool : pools) {
                    MemoryUsage left = pool.getCollectionUsage();
                    used += left == null ? 0 : left.getUsed();
                }
                return (double) used / Runtime.getRuntime().maxMemory();
            }

            @Override
            public long collections() {
                return collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum();
            }

            @Override
            public void collect() {
                System.gc();
            }
        };
    }
}
