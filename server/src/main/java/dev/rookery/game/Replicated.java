package dev.rookery.game;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A field of an [Entity], or a component of an input or event record, that travels. After each tick the engine reads
/// the plain field and quantises it to `min + n * step`; the simulation keeps its own precision.
///
/// Fields: `double`, `float`, `int`, `short`, `byte` (range required, except for `byte`), `boolean` and enums (range
/// ignored). Record components: the same; without this annotation an event component travels exactly, and an input
/// component needs a type with a natural range (`byte`, `boolean`, enum).
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Replicated {
    double min() default 0;

    double max() default Double.NaN;

    /// Name of a bound of the game type ([GameType.Builder#bound]) that is the greatest value, instead of [#max]: for ranges
    /// that depend on the kind of room.
    String upTo() default "";

    double step() default 1;

    /// The value moves steadily: clients draw it between snapshots, the codec predicts it.
    boolean smooth() default false;

    Audience to() default Audience.ROOM;
}
