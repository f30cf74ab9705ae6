package dev.rookery.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All settings of a tree of records: each component is a [Setting] or a record with settings of its own, a section. Reads them
/// from layers that override each other, and builds the tree; the records' constructors check what belongs together.
/// Immutable.
public final class Settings<T extends Record> {
    /// Name in the environment of the configuration file itself.
    public static final String FILE_VARIABLE = SettingKey.ENVIRONMENT_PREFIX + "CONFIG";

    private static final String DEFAULT = "default";

    private final Class<T> type;
    private final Map<String, SettingKey> keys = new LinkedHashMap<>();

    private Settings(Class<T> type) {
        this.type = type;
        collect(type, "");
    }

    /// What can be set in `type`.
    public static <T extends Record> Settings<T> of(Class<T> type) {
        return new Settings<>(type);
    }

    /// A record of this type with all its defaults.
    public static <T extends Record> T defaults(Class<T> type) {
        return of(type).merge(Map.of(), Map.of(), Map.of()).config();
    }

    /// In the order of the records.
    public Collection<SettingKey> keys() {
        return keys.values();
    }

    /// Builds the tree: defaults, overridden by the file, by the environment, and by the command line.
    ///
    /// @param file null for none
    /// @param environment all variables; those that begin with `ROOKERY_` must be known
    /// @param flags by [SettingKey#flag]
    /// @throws ConfigException with everything that is wrong, a sentence each
    public EffectiveSettings<T> resolve(
            @Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
        return merge(file == null ? Map.of() : YamlFile.read(file), environment, flags);
    }

    EffectiveSettings<T> merge(
            Map<String, GivenValue> file, Map<String, String> environment, Map<String, String> flags) {
        List<String> problems = new ArrayList<>();
        Map<String, GivenValue> given = new LinkedHashMap<>();
        addFile(file, given, problems);
        addEnvironment(environment, given, problems);
        addFlags(flags, given, problems);
        Map<String, Object> values = new LinkedHashMap<>();
        List<EffectiveSettings.Value> shown = new ArrayList<>();
        for (SettingKey key : keys.values()) {
            GivenValue value = given.getOrDefault(key.path(), GivenValue.scalar(key.defaultText(), DEFAULT));
            try {
                Object parsed = parse(key, value);
                values.put(key.path(), parsed);
                shown.add(new EffectiveSettings.Value(key, parsed, value.source()));
            } catch (IllegalArgumentException e) {
                String written = key.isSecret() ? "" : " is \"" + String.join(", ", value.items()) + "\", but";
                problems.add(key.path() + written + " " + e.getMessage() + " (" + value.source() + ").");
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new EffectiveSettings<>(type.cast(build(type, "", values)), shown);
    }

    private void collect(Class<?> record, String prefix) {
        for (RecordComponent component : record.getRecordComponents()) {
            String path = prefix + component.getName();
            if (component.isAnnotationPresent(Setting.class)) {
                keys.put(path, new SettingKey(path, component));
            } else if (component.getType().isRecord()) {
                collect(component.getType(), path + ".");
            } else {
                throw new IllegalArgumentException("A component has @Setting or is a record: component=" + component);
            }
        }
    }

    private void addFile(Map<String, GivenValue> file, Map<String, GivenValue> given, List<String> problems) {
        file.forEach((path, value) -> {
            if (keys.containsKey(path)) {
                given.put(path, value);
            } else if (keys.keySet().stream().anyMatch(key -> key.startsWith(path + "."))) {
                if (!value.items().equals(List.of(""))) { // a heading with everything below it commented out
                    problems.add(path + " is a section: its settings stand below it, indented (" + value.source() + ").");
                }
            } else {
                problems.add(unknown(path, keys.keySet(), value.source()));
            }
        });
    }

    private void addEnvironment(
            Map<String, String> environment, Map<String, GivenValue> given, List<String> problems) {
        Map<String, SettingKey> byName = byName(SettingKey::environmentName);
        environment.forEach((name, value) -> {
            if (!name.startsWith(SettingKey.ENVIRONMENT_PREFIX) || name.equals(FILE_VARIABLE)) {
                return;
            }
            SettingKey key = byName.get(name);
            if (key == null) {
                problems.add(unknown(name, byName.keySet(), "environment"));
            } else if (!value.isBlank()) {
                given.put(key.path(), GivenValue.scalar(value.strip(), name));
            }
        });
    }

    private void addFlags(Map<String, String> flags, Map<String, GivenValue> given, List<String> problems) {
        Map<String, SettingKey> byName = byName(SettingKey::flag);
        flags.forEach((name, value) -> {
            SettingKey key = byName.get(name);
            if (key == null) {
                problems.add(unknown(name, byName.keySet(), "command line"));
            } else if (key.isSecret()) {
                problems.add(name + " is a secret, and every user of this machine can read a command line: set "
                        + key.environmentName() + ", or " + key.path() + " in the file.");
            } else {
                given.put(key.path(), GivenValue.scalar(value, name));
            }
        });
    }

    private Map<String, SettingKey> byName(Function<SettingKey, String> name) {
        Map<String, SettingKey> byName = new LinkedHashMap<>();
        keys.values().forEach(key -> byName.put(name.apply(key), key));
        return byName;
    }

    private static String unknown(String name, Collection<String> known, String source) {
        return "There is no setting " + name + "; did you mean " + NearestName.to(name, known) + "? (" + source + ")";
    }

    private static Object parse(SettingKey key, GivenValue value) {
        if (!key.isList()) {
            if (value.items().size() != 1) {
                throw new IllegalArgumentException("one value is needed, not a list");
            }
            return key.type().parse(value.items().getFirst());
        }
        List<String> items = value.isSequence()
                ? value.items()
                : Arrays.stream(value.items().getFirst().split(",", -1)).map(String::strip).toList();
        return items.stream().filter(item -> !item.isEmpty()).map(key.type()::parse).toList();
    }

    private static Object build(Class<?> record, String prefix, Map<String, Object> values) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String path = prefix + components[i].getName();
            types[i] = components[i].getType();
            Object value = values.get(path);
            arguments[i] = value == null ? build(types[i], path + ".", values) : value;
        }
        try {
            Constructor<?> constructor = record.getConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException known) {
                throw new ConfigException(List.of(String.valueOf(known.getMessage())));
            }
            throw new IllegalStateException("A record of settings could not be made: type=" + record.getName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record of settings is public: type=" + record.getName(), e);
        }
    }
}
