package dev.rookery.game;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An entity that flies straight. Its first two smooth fields advance each tick by the velocity in `vx` and `vy` (world
/// units per second); the velocity is sent at the spawn and when it changes, and nothing at all while it flies.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Ballistic {
    /// Name of the `double` field with the velocity along the first smooth field.
    String vx() default "vx";

    /// Name of the `double` field with the velocity along the second smooth field.
    String vy() default "vy";
}
