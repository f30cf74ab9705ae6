package dev.rookery.server.session;

import dev.rookery.server.config.Setting;
import dev.rookery.server.config.Unit;

/// How much one connection may send; beyond it, messages are dropped unread and counted, and reading slows down.
public record InboundLimits(
        @Setting(value = "150", min = 1, max = 100_000, unit = Unit.PER_SECOND, doc = "Messages, on average; more are dropped.")
                int messagesPerSecond,
        @Setting(value = "300", min = 1, max = 100_000, doc = "Messages at once: a stalled line delivers a legal burst.")
                int messageBurst,
        @Setting(
                        value = "16384",
                        min = 1024,
                        max = 10_000_000,
                        unit = Unit.BYTES,
                        doc = "Bytes in a second, on average; more are dropped.")
                int bytesPerSecond,
        @Setting(value = "32768", min = 1024, max = 10_000_000, unit = Unit.BYTES, doc = "Bytes at once.") int byteBurst,
        @Setting(
                        value = "5000",
                        min = 100,
                        max = 60_000,
                        unit = Unit.MILLISECONDS,
                        doc = "Beyond the limits for so long without a second's pause, and the connection is closed with 4029.")
                int floodMillis,
        @Setting(
                        value = "2",
                        min = 1,
                        max = 10,
                        doc = "Inputs for each tick of the game, on average; more are dropped.")
                double inputsPerTick,
        @Setting(value = "20", min = 1, max = 1000, doc = "Inputs at once, at the least; a second of ticks if that is more.")
                int inputBurst,
        @Setting(
                        value = "1",
                        min = 0.01,
                        max = 10,
                        unit = Unit.PER_SECOND,
                        doc = "Keyframes asked for, on average; more are not answered.")
                double keyframesPerSecond,
        @Setting(value = "3", min = 1, max = 100, doc = "Keyframes asked for at once.") int keyframeBurst) {}
