package dev.rookery.bench.feel;

import dev.rookery.testing.NetworkProfile;

/// The lines over which the game is played, and what goes wrong on them.
///
/// A lost packet shows over TCP as a stall: with some chance a message and everything behind it is held for 1 tick and 1.25
/// round trips.
enum FeelProfile {
    /// Through the proxy, but nothing is spoilt.
    NONE(0, 0, 0, Fault.NONE),
    A(50, 5, 0, Fault.NONE),
    B(100, 10, 0.005, Fault.NONE),
    C(100, 20, 0.01, Fault.NONE),
    D(200, 20, 0.02, Fault.NONE),
    /// A, and now and then half of the needed bandwidth for 2 s.
    E(50, 5, 0, Fault.NARROW),
    /// A, and a page that is hidden for half of the run, at most 30 s.
    F(50, 5, 0, Fault.HIDE),
    /// A, and now and then 300 ms in which the page's only thread does nothing.
    G(50, 5, 0, Fault.FREEZE);

    /// What happens to some of the players.
    enum Fault {
        NONE,
        NARROW,
        HIDE,
        FREEZE
    }

    final int rttMillis;
    final int jitterMillis;
    final double loss; // chance of a message
    final Fault fault;

    FeelProfile(int rttMillis, int jitterMillis, double loss, Fault fault) {
        this.rttMillis = rttMillis;
        this.jitterMillis = jitterMillis;
        this.loss = loss;
        this.fault = fault;
    }

    /// One direction of the line.
    NetworkProfile oneWay(int tickRateHz) {
        int holdMillis = (int) Math.round(1000.0 / tickRateHz + 1.25 * rttMillis);
        return NetworkProfile.PERFECT.delayed(rttMillis / 2, jitterMillis).losing(loss, holdMillis);
    }

    boolean hasFault() {
        return fault != Fault.NONE;
    }

    /// Whose targets hold for it: those with a fault play on A's line.
    FeelProfile line() {
        return fault == Fault.NONE ? this : A;
    }

    String describe() {
        return this == NONE
                ? "none: the proxy alone"
                : name() + ": " + rttMillis + " ms, jitter " + jitterMillis + " ms, loss " + loss * 100 + " %"
                        + switch (fault) {
                            case NONE -> "";
                            case NARROW -> ", 2 s of half the bandwidth";
                            case HIDE -> ", hidden tab";
                            case FREEZE -> ", 300 ms freezes";
                        };
    }
}
