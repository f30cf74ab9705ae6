package dev.rookery.testing;

/// How one direction of a [TcpProxy] treats what passes. Order is always kept, as TCP keeps it.
///
/// @param delayMillis for every byte
/// @param jitterMillis standard deviation of what comes on top, a half-normal distribution
/// @param bytesPerSecond the bandwidth, 0 for any
/// @param bufferBytes what waits for the bandwidth at most; then the sender is held up
/// @param holdChance of a segment to be held up with all behind it, which is how a lost packet shows over TCP, 0 to 1
/// @param holdMillis for how long
public record NetworkProfile(
        int delayMillis, int jitterMillis, int bytesPerSecond, int bufferBytes, double holdChance, int holdMillis) {
    /// Nothing is spoilt.
    public static final NetworkProfile PERFECT = new NetworkProfile(0, 0, 0, 64 * 1024, 0, 0);

    /// The same with a delay.
    public NetworkProfile delayed(int newDelayMillis, int newJitterMillis) {
        return new NetworkProfile(newDelayMillis, newJitterMillis, bytesPerSecond, bufferBytes, holdChance, holdMillis);
    }

    /// The same with a bandwidth, and a queue of that many bytes before it.
    public NetworkProfile limited(int newBytesPerSecond, int newBufferBytes) {
        return new NetworkProfile(delayMillis, jitterMillis, newBytesPerSecond, newBufferBytes, holdChance, holdMillis);
    }

    /// The same with losses.
    public NetworkProfile losing(double newHoldChance, int newHoldMillis) {
        return new NetworkProfile(delayMillis, jitterMillis, bytesPerSecond, bufferBytes, newHoldChance, newHoldMillis);
    }
}
