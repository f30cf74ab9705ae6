package dev.rookery.server;

import dev.rookery.server.config.EffectiveSettings;
import dev.rookery.server.config.SettingKey;
import dev.rookery.server.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command that needs the settings: an option wins over the environment, the environment over the file. Used once.
abstract class SettingsCommand implements Callable<Integer> {
    private final Settings<ServerConfig> settings = Settings.of(ServerConfig.class);
    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The YAML file with the settings (ROOKERY_CONFIG).")
    private @Nullable Path file;

    /// @param environment all variables
    SettingsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @return the status to exit with
    abstract int run(EffectiveSettings<ServerConfig> settings, CommandLine line) throws InterruptedException;

    /// The command with an option for each setting.
    CommandSpec withOptions() {
        CommandSpec described = CommandSpec.forAnnotatedObject(this);
        for (SettingKey key : settings.keys()) {
            OptionSpec.Builder option = OptionSpec.builder(key.flag())
                    .type(String.class)
                    .paramLabel("VALUE")
                    .description(key.doc().replace("%", "%%") + " (" + key.environmentName() + "; default: " + key.defaultText()
                            + ")")
                    .hidden(key.isSecret());
            if (key.isFlag()) {
                option.arity("0..1").fallbackValue("true");
            }
            described.addOption(option.build());
        }
        return described;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("Run this by its command line.");
        }
        CommandLine line = spec.commandLine();
        EffectiveSettings<ServerConfig> effective;
        try {
            effective = settings.resolve(file(), environment, flags(line));
        } catch (IllegalArgumentException e) {
            line.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        return run(effective, line);
    }

    private @Nullable Path file() {
        String variable = environment.get(Settings.FILE_VARIABLE);
        return file != null || variable == null || variable.isBlank() ? file : Path.of(variable.strip());
    }

    private Map<String, String> flags(CommandLine line) {
        Map<String, String> flags = new LinkedHashMap<>();
        for (SettingKey key : settings.keys()) {
            OptionSpec option = line.getParseResult().matchedOption(key.flag());
            if (option != null && option.getValue() instanceof String value) {
                flags.put(key.flag(), value);
            }
        }
        return flags;
    }
}
