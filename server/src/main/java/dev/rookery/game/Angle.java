package dev.rookery.game;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A replicated angle in radians, any value; it wraps. Clients draw it between snapshots by the shorter way. For
/// `double` fields of entities and `double` components of inputs and events.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Angle {
    /// `2^bits` steps a turn, 1 to 16.
    int bits() default 10;
}
