package dev.rookery.server.session;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Unit;

/// What one player may say, over however many connections.
public record ChatLimits(
        @Setting(
                        value = "1",
                        min = 0.01,
                        max = 100,
                        unit = Unit.PER_SECOND,
                        doc = "Lines of chat, on average; more are dropped with a notice.")
                double perSecond,
        @Setting(value = "5", min = 1, max = 1000, doc = "Lines of chat at once.") int burst,
        @Setting(value = "200", min = 1, max = 1000, doc = "Characters (code points) of a line of chat; the rest is cut.")
                int codePoints,
        @Setting(
                        value = "10",
                        max = 3600,
                        unit = Unit.SECONDS,
                        doc = "The same line again within so long is dropped with a notice; 0 lets people repeat themselves.")
                int repeatSeconds,
        @Setting(value = "true", doc = "Whether a line may hold a web address; if not, it is dropped with a notice.")
                boolean links) {}
