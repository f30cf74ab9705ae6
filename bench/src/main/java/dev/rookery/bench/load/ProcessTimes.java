package dev.rookery.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the operating system has charged to a process so far, and to the whole machine. Immutable.
///
/// @param userNanos in its own code
/// @param systemNanos in the kernel
/// @param machineNanos of all processes, on all cores
/// @param residentBytes of its memory
public record ProcessTimes(long userNanos, long systemNanos, long machineNanos, long residentBytes) {
    private static final long NANOS_A_JIFFY = 10_000_000; // USER_HZ is 100 on every Linux
    private static final int USER = 11; // of the fields behind the name, which may hold anything
    private static final int SYSTEM = 12;
    private static final int IDLE = 4; // of the line of all processors, as is waiting for disks
    private static final int IO_WAIT = 5;

    /// Now.
    public static ProcessTimes of(long pid) throws IOException {
        return parse(
                Files.readString(Path.of("/proc/" + pid + "/stat")),
                Files.readString(Path.of("/proc/stat")),
                Files.readString(Path.of("/proc/" + pid + "/status")));
    }

    static ProcessTimes parse(String process, String machine, String status) {
        List<String> fields =
                List.of(process.substring(process.lastIndexOf(')') + 2).split(" ", -1));
        List<String> processors = List.of(machine.lines().findFirst().orElse("cpu").split(" +", -1));
        long busy = 0;
        for (int i = 1; i < Math.min(processors.size(), 9); i++) {
            busy += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(processors.get(i));
        }
        long kilobytes = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        return new ProcessTimes(
                NANOS_A_JIFFY * Long.parseLong(fields.get(USER)),
                NANOS_A_JIFFY * Long.parseLong(fields.get(SYSTEM)),
                NANOS_A_JIFFY * busy,
                kilobytes * 1024);
    }

    public long cpuNanos() {
        return userNanos + systemNanos;
    }
}
