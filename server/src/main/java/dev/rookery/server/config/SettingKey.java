package dev.rookery.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.regex.Pattern;

/// One thing that can be set, by its three names. Immutable.
public final class SettingKey {
    /// What every name in the environment begins with.
    public static final String ENVIRONMENT_PREFIX = "ROOKERY_";

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|\\.");

    private final String path;
    private final Setting setting;
    private final ValueType type;
    private final boolean isList;

    SettingKey(String path, RecordComponent component) {
        this.path = path;
        this.setting = component.getAnnotation(Setting.class);
        this.isList = component.getType() == java.util.List.class;
        Type element = component.getGenericType() instanceof ParameterizedType list
                ? list.getActualTypeArguments()[0]
                : component.getType();
        this.type = new ValueType((Class<?>) element, setting);
    }

    /// As in the file, with dots between the names, for example `rooms.keepSeatMillis`.
    public String path() {
        return path;
    }

    /// Name of the variable, for example `ROOKERY_ROOMS_KEEP_SEAT_MILLIS`.
    public String environmentName() {
        return ENVIRONMENT_PREFIX + String.join("_", WORD_START.split(path)).toUpperCase(Locale.ROOT);
    }

    /// Name of the option, for example `--rooms-keep-seat-millis`.
    public String flag() {
        return "--" + String.join("-", WORD_START.split(path)).toLowerCase(Locale.ROOT);
    }

    /// What it means, in a sentence.
    public String doc() {
        return setting.doc();
    }

    /// As it would be written; empty for an empty text or list.
    public String defaultText() {
        return setting.value();
    }

    /// What may be written, in a few words.
    public String allowed() {
        return isList ? "list of " + type.allowed() : type.allowed();
    }

    public boolean isSecret() {
        return setting.secret();
    }

    /// Whether it is true or false.
    public boolean isFlag() {
        return type.isFlag();
    }

    boolean isList() {
        return isList;
    }

    ValueType type() {
        return type;
    }
}
