package dev.rookery.server.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares that a record's component can be set, and everything that is known about it: this is the only place where a
/// setting's default, unit, range and meaning are written. Its key is the name of the component, after the names of the records
/// around it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /// The default, as it would be written in the file; the items of a list are parted by commas.
    String value();

    /// What it means, in one sentence; if it is a limit, with what happens beyond it.
    String doc();

    /// What the number counts.
    Unit unit() default Unit.NONE;

    /// Smallest number allowed.
    double min() default 0;

    /// Largest number allowed.
    double max() default Integer.MAX_VALUE;

    /// Never shown, and not taken from the command line, which every user of the machine can read.
    boolean secret() default false;
}
