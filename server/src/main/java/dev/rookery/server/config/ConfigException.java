package dev.rookery.server.config;

import java.util.List;

/// Settings that cannot be used; the message has a sentence a line for the person who wrote them.
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
