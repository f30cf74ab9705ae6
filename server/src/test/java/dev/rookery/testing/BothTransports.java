package dev.rookery.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// These tests run twice: on servers that choose their transport by themselves, as all others do, and once more on servers with
/// two threads a socket (the second execution in `server/pom.xml`).
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("both-transports")
public @interface BothTransports {}
