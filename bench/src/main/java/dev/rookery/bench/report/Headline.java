package dev.rookery.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The picture at the head of the README: what a tick takes on the wire, and of the processor, beside what others take. Draws
/// what has been measured, and leaves the rest out.
final class Headline {
    private static final int PANEL = 490;
    private static final int EDGE = 20;

    private Headline() {}

    /// A picture of its own, on a ground of its own, so that it is the same on any page.
    static String svg(List<ResultFile> results) {
        List<Bars> panels = new ArrayList<>();
        results.stream()
                .filter(result -> result.command().equals("bytes"))
                .findFirst()
                .ifPresent(result -> panels.add(Sections.bytes(result.figures().path(0))));
        results.stream()
                .filter(result -> result.command().equals("compare") && result.figures().path("inputHz").asInt() > 0)
                .map(ResultFile::figures)
                .max((a, b) -> Integer.compare(peers(a), peers(b)))
                .ifPresent(figures -> panels.add(Sections.cpu(figures)));
        int height = 2 * EDGE + panels.stream().mapToInt(Bars::height).max().orElse(0);
        int width = 2 * EDGE + PANEL * Math.max(1, panels.size()) - (PANEL - 460);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Bytes and processor"
                        + " time of a tick, Rookery and others\">%n<style>text{font:11px system-ui,sans-serif;fill:#dde3ea}"
                        + ".title{font-size:13px;font-weight:600}path{color:#dde3ea}</style>%n"
                        + "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#14181d\"/>%n",
                width,
                height,
                width,
                height));
        for (int i = 0; i < panels.size(); i++) {
            svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%d %d)\">%n", EDGE + i * PANEL, EDGE))
                    .append(panels.get(i).content("#5aa9e6", "#566270"))
                    .append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private static int peers(JsonNode compared) {
        return compared.path("rows").size();
    }
}
