package dev.rookery.game;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A field that the owner's browser predicts. The owner is sent its exact value beside every snapshot, so that a replay
/// of pending inputs starts from precisely what the server had. Combine with [Replicated] or [Angle] where everybody
/// else may see the field too.
///
/// With a `step`, the engine rounds the field to a whole multiple of it after each input and each tick, and the client
/// does the same: the exact value then costs two or three bytes instead of eight. Choose a power of two that is finer
/// than anybody can see, such as 1/256.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Predicted {
    /// Grid of the field in the simulation itself; 0 keeps all 64 bits. Ignored for int, boolean and enum fields.
    double step() default 0;
}
