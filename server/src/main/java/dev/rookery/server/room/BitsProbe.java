package dev.rookery.server.room;

import dev.rookery.protocol.delta.BitsProfile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Somebody's question to a live room: what do its snapshots consist of? Asked once, by [RoomCommand.Profile], and answered by
/// the room's thread, which owns it from then on; a room that ends, or that answers somebody else, gives no answer.
public final class BitsProbe {
    /// What was sent.
    ///
    /// @param frames that were looked at
    /// @param bytes of them together
    /// @param lines the costliest first; they add up to the bytes
    public record Answer(long frames, long bytes, List<BitsProfile.Line> lines) {}

    private static final int INTERVAL = 3; // one frame in so many: a frame that is looked at takes several times as long

    private final int ticks;
    private final CompletableFuture<@Nullable Answer> answer = new CompletableFuture<>();
    private final BitsProfile profile = new BitsProfile(INTERVAL);
    private long untilTick;

    /// @param ticks for how long
    public BitsProbe(int ticks) {
        this.ticks = ticks;
    }

    /// The answer, null if there is none.
    public Future<@Nullable Answer> answer() {
        return answer;
    }

    BitsProfile begin(long tick) {
        untilTick = tick + ticks;
        return profile;
    }

    boolean isOver(long tick) {
        return tick >= untilTick;
    }

    void tell() {
        answer.complete(new Answer(profile.frames(), profile.bytes(), profile.lines()));
    }

    void refuse() {
        answer.complete(null);
    }
}
