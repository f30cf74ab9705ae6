package dev.rookery.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Bars that lie one below the other, each with a name, its number and, where there is one, the spread of its runs. Owned by
/// one thread.
final class Bars {
    private static final int WIDTH = 460;
    private static final int LEFT = 150;
    private static final int RIGHT = 62;
    private static final int TOP = 40;
    private static final int HEIGHT = 22; // of a bar with the gap below

    private record Bar(String name, double least, double value, double greatest, boolean isOurs) {}

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    Bars(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    Bars bar(String name, double value, boolean isOurs) {
        return bar(name, value, value, value, isOurs);
    }

    Bars bar(String name, double least, double value, double greatest, boolean isOurs) {
        bars.add(new Bar(name, least, value, greatest, isOurs));
        return this;
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    int height() {
        return TOP + HEIGHT * bars.size() + 4;
    }

    String svg() {
        return String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                        WIDTH,
                        height(),
                        Page.text(title))
                + content("var(--ours)", "var(--other)") + "</svg>\n";
    }

    /// What lies in the picture, 460 wide and as high as [#height].
    String content(String ours, String other) {
        StringBuilder svg = new StringBuilder();
        double most = bars.stream().mapToDouble(Bar::greatest).max().orElse(1);
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"0\" y=\"14\" class=\"title\">%s</text><text x=\"0\" y=\"29\" opacity=\".7\">%s</text>%n",
                Page.text(title),
                Page.text(unit)));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double scale = (WIDTH - LEFT - RIGHT) / most;
            int y = TOP + HEIGHT * i;
            double length = Math.max(1, bar.value * scale);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" rx=\"2\" style=\"fill:%s\"/>",
                    LEFT - 8,
                    y + 11,
                    Page.text(bar.name),
                    LEFT,
                    y,
                    length,
                    bar.isOurs ? ours : other));
            if (bar.greatest > bar.least) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%.1f %dH%.1f\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
                        LEFT + bar.least * scale,
                        y + 7,
                        LEFT + bar.greatest * scale));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\"%s>%s</text>%n",
                    LEFT + Math.max(length, bar.greatest * scale) + 6,
                    y + 11,
                    bar.isOurs ? " font-weight=\"700\"" : "",
                    Page.number(bar.value)));
        }
        return svg.toString();
    }
}
