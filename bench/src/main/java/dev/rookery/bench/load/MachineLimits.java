package dev.rookery.bench.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What this machine allows, as far as runs with many connections need it: server and clients are both on it. Immutable.
///
/// @param descriptors of one process (`ulimit -n`, the hard limit, to which a JVM raises itself); the server has as many
/// @param localPorts for connections from one address to one port
/// @param freeBytes of memory that may be had
/// @param cores of the machine
/// @param loadAverage of the last minute; -1 if nobody knows
public record MachineLimits(long descriptors, int localPorts, long freeBytes, int cores, double loadAverage) {
    private static final int SPARE_DESCRIPTORS = 500; // of each process
    private static final long BYTES_A_CONNECTION = 64 * 1024; // of both ends, kernel included
    private static final long SPARE_BYTES = 512L * 1024 * 1024; // for two JVMs
    private static final int USUAL_PORTS = 28_232; // of Linux
    private static final double QUIET_LOAD = 0.5;

    /// Of this machine, now.
    public static MachineLimits here() {
        long descriptors = Long.MAX_VALUE;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            descriptors = system.getMaxFileDescriptorCount();
        }
        return new MachineLimits(
                descriptors,
                ports(read("/proc/sys/net/ipv4/ip_local_port_range")),
                freeBytes(read("/proc/meminfo")),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return "";
        }
    }

    static int ports(String range) {
        List<String> ends = List.of(range.strip().split("\\s+", -1));
        return ends.size() == 2 ? Integer.parseInt(ends.get(1)) - Integer.parseInt(ends.get(0)) + 1 : USUAL_PORTS;
    }

    static long freeBytes(String memory) {
        return memory.lines()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseGet(() -> ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        ? system.getFreeMemorySize()
                        : Long.MAX_VALUE);
    }

    /// So many of the wanted connections are possible.
    int possible(int wanted) {
        long most = Math.min(descriptors - SPARE_DESCRIPTORS, localPorts);
        return Math.clamp(Math.min(most, (freeBytes - SPARE_BYTES) / BYTES_A_CONNECTION), 0, wanted);
    }

    /// What keeps so many connections from being possible, in sentences; empty if nothing does.
    List<String> against(int wanted) {
        List<String> reasons = new ArrayList<>();
        if (descriptors - SPARE_DESCRIPTORS < wanted) {
            reasons.add("each is a file descriptor of both processes; ulimit -n allows " + descriptors + " and "
                    + (wanted + SPARE_DESCRIPTORS) + " are needed");
        }
        if (localPorts < wanted) {
            reasons.add("each needs a port of its own; net.ipv4.ip_local_port_range has " + localPorts);
        }
        if ((freeBytes - SPARE_BYTES) / BYTES_A_CONNECTION < wanted) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%d MB of memory are free and some %d are needed",
                    freeBytes >> 20,
                    (SPARE_BYTES + wanted * BYTES_A_CONNECTION) >> 20));
        }
        return reasons;
    }

    /// All of it, with what it means for the largest runs.
    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "machine: %d cores, load %.1f, %d MB free, %s file descriptors a process, %d local ports%n",
                cores,
                loadAverage,
                freeBytes >> 20,
                descriptors == Long.MAX_VALUE ? "any number of" : String.valueOf(descriptors),
                localPorts);
        int idle = Scenarios.defaultPlayers("idle");
        against(idle).forEach(reason -> out.println("  not all " + idle + " idle connections: " + reason));
        if (cores < 2) {
            out.println("  one core: servers and clients share it, times say little");
        }
        if (loadAverage > QUIET_LOAD) {
            out.println("  not quiet: others are at work, times say little");
        }
        out.flush();
    }
}
