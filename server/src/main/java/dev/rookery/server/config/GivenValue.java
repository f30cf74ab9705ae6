package dev.rookery.server.config;

import java.util.List;

/// What somebody has written for a setting, before it is understood.
///
/// @param items one, or those of a list
/// @param isSequence whether it was written as a list, so that commas inside an item are part of it
/// @param source where it was written, for the person who did
record GivenValue(List<String> items, boolean isSequence, String source) {
    static GivenValue scalar(String text, String source) {
        return new GivenValue(List.of(text), false, source);
    }
}
