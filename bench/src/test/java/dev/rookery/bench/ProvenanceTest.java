package dev.rookery.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProvenanceTest {
    @Test
    void aCommandIsAsAReaderWouldTypeIt() throws NotMeasuredException {
        String repository = NodeProgram.repository().toString();
        assertEquals(
                "load --scenario arena --json bench/results/load.json",
                Provenance.describe(
                        List.of("load", "--scenario", "arena", "--json", repository + "/bench/results/load.json")));
        assertEquals("tick --only 'A|B' --trace room.trc.gz", Provenance.describe(List.of(
                "tick", "--only", "A|B", "--trace", "elsewhere/room.trc.gz")));
    }

    @Test
    void noFolderOfThisMachineIsTold() {
        assertEquals("--json x.json", Provenance.portable("--json /opt/x/results/x.json"));
        assertEquals("--jvm=-Xlog:gc:file=gc.log", Provenance.portable("--jvm=-Xlog:gc:file=/var/log/gc.log"));
        assertEquals("{\"why\" : \"Cannot find module 'ws.mjs'\"}",
                Provenance.portable("{\"why\" : \"Cannot find module '/opt/x/ws.mjs'\"}"));
    }

    @Test
    void whatIsNoFolderStays() {
        for (String text : List.of("interval p50 / p99, ms", "n/a", "http://example.org/a/b", "1/2", "ws://127.0.0.1:1/play")) {
            assertEquals(text, Provenance.portable(text));
        }
    }
}
