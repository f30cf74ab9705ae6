package dev.rookery.bench.load;

import dev.rookery.game.GameType;
import dev.rookery.games.Games;
import dev.rookery.server.GameServer;
import dev.rookery.server.ServerConfig;
import dev.rookery.server.config.SettingKey;
import dev.rookery.server.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The program of the server under load: an ordinary server that also offers the bench's arena.
final class BenchServer {
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
        ChildProgram.ready(server.port(), server.adminPort());
    }
}
