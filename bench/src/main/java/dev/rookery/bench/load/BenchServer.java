package dev.rookery.bench.load;

import com.sun.management.ThreadMXBean;
import dev.rookery.game.GameType;
import dev.rookery.games.Games;
import dev.rookery.server.GameServer;
import dev.rookery.server.ServerConfig;
import dev.rookery.server.config.SettingKey;
import dev.rookery.server.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The program of the server under load: an ordinary server that also offers the bench's arena, and that says what it has
/// allocated when it is asked. Ends when its standard input does, so that it never outlives whoever started it.
///
/// ```text
/// READY 41231 41233          the ports of game and admin
/// ? collect                  collects garbage first if it is asked to
/// USAGE 123456 7890          bytes allocated by all threads so far; bytes of the heap in use
/// ```
final class BenchServer {
    static final String READY = "READY";
    static final String USAGE = "USAGE";
    static final String COLLECT = "collect";

    private BenchServer() {}

    /// @param arguments the arena as [ArenaTerms#line] has it, then settings as `--name=value`
    public static void main(String[] arguments) throws IOException {
        Map<String, String> flags = new LinkedHashMap<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            int equals = argument.indexOf('=');
            flags.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        Settings<ServerConfig> settings = Settings.of(ServerConfig.class);
        Set<String> known = settings.keys().stream().map(SettingKey::flag).collect(Collectors.toSet());
        for (String flag : flags.keySet()) {
            if (!known.contains(flag)) {
                throw new IllegalArgumentException("There is no such setting: " + flag);
            }
        }
        ServerConfig config = settings.resolve(null, Map.of(), flags).config();
        List<GameType<?>> games = new ArrayList<>(Games.ALL);
        games.add(ArenaTerms.of(arguments[0]).type());
        GameServer server = GameServer.start(config, games);
        System.out.println(READY + " " + server.port() + " " + server.adminPort());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(COLLECT)) {
                System.gc();
            }
            System.out.println(USAGE + " " + allocatedBytes() + " " + heapBytes());
        }
        Runtime.getRuntime().halt(0); // whoever wanted its figures is gone
    }

    /// Virtual threads count with the threads that carry them.
    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads ? threads.getTotalThreadAllocatedBytes() : 0;
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
