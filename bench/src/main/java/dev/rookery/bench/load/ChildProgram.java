package dev.rookery.bench.load;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a Java program does that the bench starts as a server: says where it is, answers what it uses, and ends when its standard
/// input does, so that it never outlives whoever started it. [ServerChild] is the other side.
///
/// ```text
/// READY 41231 41233          the ports of game and admin, 0 for none
/// ? collect                  collects garbage first if it is asked to
/// USAGE 123456 7890 512      bytes allocated by all threads so far; bytes of the heap in use; ms of compiling
/// ```
public final class ChildProgram {
    static final String READY = "READY";
    static final String USAGE = "USAGE";
    static final String COLLECT = "collect";

    private ChildProgram() {}

    /// It takes players; questions are answered by a thread of their own.
    public static void ready(int port, int adminPort) {
        System.out.println(READY + " " + port + " " + adminPort);
        Thread.ofPlatform().daemon().name("answers").start(ChildProgram::answer);
    }

    private static void answer() {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = read(in); line != null; line = read(in)) {
            if (line.equals(COLLECT)) {
                System.gc();
            }
            System.out.println(USAGE + " " + allocatedBytes() + " "
                    + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " "
                    + ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
        }
        Runtime.getRuntime().halt(0); // whoever wanted its figures is gone
    }

    private static @Nullable String read(BufferedReader in) {
        try {
            return in.readLine();
        } catch (IOException e) {
            return null; // that is an end too
        }
    }

    /// Virtual threads count with the threads that carry them.
    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads ? threads.getTotalThreadAllocatedBytes() : 0;
    }
}
