package dev.rookery.bench.load;

import java.util.ArrayList;
import java.util.List;

/// How the server under load is started.
///
/// @param arena offered beside the games that every server has
/// @param jvmOptions such as `-XX:+UseZGC`
/// @param settings as `--name=value`, the defaults otherwise
public record ServerSetup(ArenaTerms arena, Pinning pinning, List<String> jvmOptions, List<String> settings) {
    public ServerSetup {
        jvmOptions = List.copyOf(jvmOptions);
        settings = List.copyOf(settings);
    }

    /// The same with these options of the JVM as well.
    ServerSetup with(List<String> moreJvmOptions) {
        List<String> all = new ArrayList<>(jvmOptions);
        all.addAll(moreJvmOptions);
        return new ServerSetup(arena, pinning, all, settings);
    }
}
