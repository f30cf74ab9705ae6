package dev.rookery.server.room;

import dev.rookery.game.Player;
import dev.rookery.game.Room;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A 64-bit hash over plain Java objects by their fields, however they are linked. Two graphs with equal contents and equal
/// links hash the same. The room itself and its players count by name only. Owned by one thread.
final class StateHash {
    private final Room self;
    private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();
    private long value = 0x9E3779B97F4A7C15L;

    StateHash(Room self) {
        this.self = self;
    }

    long value() {
        return value;
    }

    void add(long number) {
        long mixed = (value ^ number) * 0xBF58476D1CE4E5B9L;
        value = mixed ^ (mixed >>> 29);
    }

    /// @throws IllegalStateException if the state holds something whose contents cannot be seen, such as a java.util.Random
    void addObject(@Nullable Object object) {
        switch (object) {
            case null -> add(0);
            case Boolean flag -> add(flag ? 2 : 1);
            case Double number -> add(Double.doubleToRawLongBits(number));
            case Float number -> add(Float.floatToRawIntBits(number));
            case Number number -> add(number.longValue());
            case Character character -> add(character);
            case String text -> text.chars().forEach(this::add);
            case Enum<?> constant -> add(constant.ordinal() + 1);
            case Player player -> add(player.id() + 1);
            case Class<?> type -> type.getName().chars().forEach(this::add);
            default -> addStructure(object);
        }
    }

    private void addStructure(Object object) {
        if (object == self) {
            return;
        }
        Integer before = seen.putIfAbsent(object, seen.size());
        if (before != null) {
            add(before);
            return;
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            int length = Array.getLength(object);
            add(length);
            for (int i = 0; i < length; i++) {
                addObject(Array.get(object, i));
            }
        } else if (object instanceof Collection<?> items) {
            add(items.size());
            items.forEach(this::addObject);
        } else if (object instanceof Map<?, ?> map) {
            add(map.size());
            map.forEach((key, item) -> {
                addObject(key);
                addObject(item);
            });
        } else if (!type.isHidden()) { // a lambda holds no state of its own worth hashing
            addFields(object, type);
        }
    }

    private void addFields(Object object, Class<?> type) {
        if (type.getName().startsWith("java.")) {
            throw new IllegalStateException(
                    "A game keeps its state in plain fields and arrays; this cannot be hashed: type=" + type.getName());
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    addField(object, field);
                }
            }
        }
    }

    private void addField(Object object, Field field) {
        try {
            field.setAccessible(true);
            addObject(field.get(object));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field could not be read: field=" + field, e);
        }
    }
}
