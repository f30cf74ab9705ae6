package dev.rookery.bench.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rookery.protocol.delta.BackEnd;
import dev.rookery.protocol.delta.CoderTable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProfileReportTest {
    private static final List<BackEnd> BACK_ENDS = List.of(new BackEnd.Bits(), new BackEnd.Range(CoderTable.GENERIC));

    @Test
    void theLinesAddUpToEveryFrameWithinOneByte() {
        for (BackEnd backEnd : BACK_ENDS) {
            for (ProfileReport.Frame frame : ProfileReport.of(MadeUpTraces.brawl(1), backEnd).frames()) {
                assertEquals(frame.bytes(), frame.accountedBytes(), 1, backEnd.codec() + " frame=" + frame.number());
            }
        }
    }

    @Test
    void theLinesAddUpToAllFrames() {
        ProfileReport report = ProfileReport.of(MadeUpTraces.brawl(2), new BackEnd.Bits());
        int bytes = report.frames().stream().mapToInt(ProfileReport.Frame::bytes).sum();
        assertEquals(bytes * 8, report.lines().stream().mapToDouble(line -> line.bits()).sum(), 1);
    }
}
