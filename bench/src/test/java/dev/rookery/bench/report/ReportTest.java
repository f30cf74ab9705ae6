package dev.rookery.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static ResultFile result(String name, String command, String figures) {
        try {
            return ResultFile.of(
                    name,
                    new ObjectMapper()
                            .readTree("{\"provenance\":{\"date\":\"2026-11-26T10:00:00Z\",\"commit\":\"abc\",\"machine\":\"2 x <CPU>\","
                                    + "\"command\":\"java -jar bench/target/bench.jar " + command + " --x\",\"loadAverage\":1.5},"
                                    + "\"figures\":" + figures + "}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(figures, e);
        }
    }

    private static final ResultFile COMPARED = result(
            "compare",
            "compare",
            """
            {"players":500,"hz":20,"inputHz":20,"drones":1000,"skipped":{"c-floor":"there is no gcc here"},
             "rows":[{"peer":"rookery","description":"Rookery, all","cpuMicros":{"least":9,"median":10,"greatest":11},
                      "rookeryToIt":null,"bytesPerMessage":600,"hz":20,"inputP50Millis":26},
                     {"peer":"netty","description":"Netty","cpuMicros":{"least":12,"median":13.5,"greatest":15},
                      "rookeryToIt":{"least":0.7,"median":0.74,"greatest":0.8},"bytesPerMessage":600,"hz":20}],
             "verdicts":[{"target":{"ours":"rookery","peer":"netty","most":1.0,"goal":0.75},
                          "ratio":{"least":0.7,"median":0.74,"greatest":0.8}}]}
            """);

    private static final ResultFile BYTES = result(
            "bytes", "bytes", "[{\"trace\":\"arena\",\"hz\":20,\"ticks\":10,\"schemes\":[{\"scheme\":\"bits\",\"bytesPerTick\":266.5}]}]");

    @Test
    void thePageSaysWhatWasMeasuredWhereFromAndWhatIsMissing() {
        String page = ReportCommand.page(List.of(COMPARED));
        for (String wanted : List.of(
                "13.5",
                "0.70 - 0.74 - 0.80",
                "c-floor was not measured: there is no gcc here",
                "bench.jar compare --x",
                "2026-11-26 10:00:00 UTC",
                "2 x &lt;CPU&gt;",
                "class=\"held\"")) {
            assertTrue(page.contains(wanted), wanted);
        }
        assertFalse(page.contains("<CPU>"));
    }

    @Test
    void thePageNeedsNothingButItself() {
        String page = ReportCommand.page(List.of(COMPARED, BYTES));
        assertFalse(page.matches("(?s).*(src=|href=|@import|url\\().*"), "nothing is loaded");
        assertTrue(page.contains("width=device-width"));
    }

    @Test
    void resultsOfAnUnknownSortAreShownAsTheyAre() {
        String page = ReportCommand.page(List.of(result("later", "later", "[{\"what\":\"spring\",\"parts\":[1,2.5]}]")));
        assertTrue(page.contains("<td>spring</td><td>1 / 2.50</td>"), page);
    }

    @Test
    void theHeadlineLeavesOutWhatIsNotMeasured() {
        assertTrue(Headline.svg(List.of(BYTES)).contains("Bytes of a tick"));
        assertFalse(Headline.svg(List.of(BYTES)).contains("CPU of the server"));
        assertTrue(Headline.svg(List.of(BYTES, COMPARED)).contains("CPU of the server"));
    }

    @Test
    void numbersHaveThreeDigits() {
        assertEquals("13.5", Page.number(13.46));
        assertEquals("6,703", Page.number(6703.4));
        assertEquals("0.07", Page.number(0.0749));
        assertEquals("20", Page.number(20));
    }

    @Test
    void eachTargetSaysWhatIsReachedAndWhereFrom() {
        List<TargetRow> rows = TargetTable.of(List.of(COMPARED));
        TargetRow netty = rows.stream().filter(row -> row.measure().contains("Netty")).findFirst().orElseThrow();
        assertEquals("goal reached", netty.verdict());
        assertEquals(COMPARED, netty.from());
        assertTrue(rows.stream().filter(row -> row != netty).allMatch(row -> row.verdict().equals("not measured")));
        assertTrue(TargetTable.html(List.of(COMPARED)).contains("compare, 2026-11-26, load 1.50"));
    }

    @Test
    void aTargetIsReachedFromItsOwnSide() {
        assertEquals("held", new TargetRow("CPU", 1.5, 1.1, false, "x", 1.2, COMPARED).verdict());
        assertEquals("missed by 20 %", new TargetRow("CPU", 1.5, 1.1, false, "x", 1.8, COMPARED).verdict());
        assertEquals("held", new TargetRow("players", 2000, 3000, true, "", 2500.0, COMPARED).verdict());
        assertEquals("missed by 25 %", new TargetRow("players", 2000, 3000, true, "", 1500.0, COMPARED).verdict());
    }

    @Test
    void theNewestRunCounts() {
        ResultFile older = result("older", "load", "{\"scenario\":\"arena\",\"inputP50Millis\":40}");
        ResultFile newer = ResultFile.of("newer", dated(older, "2026-11-27T10:00:00Z", 25));
        for (List<ResultFile> both : List.of(List.of(older, newer), List.of(newer, older))) {
            TargetRow row = TargetTable.of(both).stream()
                    .filter(each -> each.measure().startsWith("input"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(25.0, row.reached());
        }
    }

    @Test
    void aColdServerAndAnotherTransportThanTheShippedReachNothing() {
        for (String command : List.of("load --quick", "load --io blocking")) {
            ResultFile other = result("other", command, "{\"scenario\":\"arena\",\"inputP50Millis\":20}");
            assertTrue(TargetTable.of(List.of(other)).stream().allMatch(row -> row.from() == null), command);
        }
    }

    private static JsonNode dated(ResultFile result, String date, double inputMillis) {
        ObjectNode content = new ObjectMapper().createObjectNode();
        content.set("provenance", ((ObjectNode) result.provenance().deepCopy()).put("date", date));
        content.set("figures", ((ObjectNode) result.figures().deepCopy()).put("inputP50Millis", inputMillis));
        return content;
    }
}
