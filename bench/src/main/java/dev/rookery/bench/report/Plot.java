package dev.rookery.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One drawing of lines and dots over two axes that begin at 0, as SVG inside a page. Owned by one thread.
public final class Plot {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 240;
    private static final int LEFT = 52;
    private static final int BOTTOM = 40;
    private static final int TOP = 26;
    private static final int RIGHT = 12;
    private static final int LABELS = 4; // along each axis, beside 0
    private static final String[] COLOURS = {"#2a78b8", "#c8702a", "#3a8a4e", "#8a4e9c", "#b03a4a", "#5a6a7a"};

    private record Curve(String name, List<Point> points, boolean isLine) {}

    private record Point(double x, double y) {}

    private final String title;
    private final String xName;
    private final String yName;
    private final List<Curve> curves = new ArrayList<>();
    private double most = Double.NaN; // drawn of y; NaN: all

    /// @param xName name and unit of what is drawn to the right
    public Plot(String title, String xName, String yName) {
        this.title = title;
        this.xName = xName;
        this.yName = yName;
    }

    /// What lies above is drawn at the edge.
    public Plot upTo(double y) {
        most = y;
        return this;
    }

    /// A curve that connects its points.
    public Curved line(String name) {
        return begin(name, true);
    }

    /// One that does not.
    public Curved dots(String name) {
        return begin(name, false);
    }

    private Curved begin(String name, boolean isLine) {
        Curve curve = new Curve(name, new ArrayList<>(), isLine);
        curves.add(curve);
        return (x, y) -> {
            if (Double.isFinite(x) && Double.isFinite(y)) {
                curve.points.add(new Point(x, y));
            }
        };
    }

    /// Takes the points of one curve.
    public interface Curved {
        void add(double x, double y);
    }

    /// The drawing, for a [Page].
    public String svg() {
        double xMost = nice(curves.stream().flatMap(curve -> curve.points.stream()).mapToDouble(Point::x).max().orElse(1));
        double yMost = Double.isNaN(most)
                ? nice(curves.stream().flatMap(curve -> curve.points.stream()).mapToDouble(Point::y).max().orElse(1))
                : most;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n", WIDTH, HEIGHT, title));
        svg.append(text(LEFT, 16, "start", "title", title));
        for (int i = 0; i <= LABELS; i++) {
            double x = LEFT + (double) i / LABELS * (WIDTH - LEFT - RIGHT);
            double y = HEIGHT - BOTTOM - (double) i / LABELS * (HEIGHT - BOTTOM - TOP);
            svg.append(String.format(
                    Locale.ROOT, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>%n", LEFT, y, WIDTH - RIGHT));
            svg.append(text(x, HEIGHT - BOTTOM + 14, "middle", "", number(xMost * i / LABELS)));
            svg.append(text(LEFT - 5, y + 4, "end", "", number(yMost * i / LABELS)));
        }
        svg.append(text((WIDTH + LEFT) / 2.0, HEIGHT - 8, "middle", "", xName));
        svg.append(String.format(
                Locale.ROOT,
                "<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                HEIGHT / 2,
                yName));
        for (int i = 0; i < curves.size(); i++) {
            draw(svg, curves.get(i), COLOURS[i % COLOURS.length], xMost, yMost);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\">%s</text>%n",
                    WIDTH - RIGHT,
                    TOP + 12 * i + 8,
                    COLOURS[i % COLOURS.length],
                    curves.get(i).name));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Curve curve, String colour, double xMost, double yMost) {
        StringBuilder path = new StringBuilder();
        for (Point point : curve.points) {
            double x = LEFT + point.x / xMost * (WIDTH - LEFT - RIGHT);
            double y = HEIGHT - BOTTOM - Math.min(1, point.y / yMost) * (HEIGHT - BOTTOM - TOP);
            if (curve.isLine) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            } else {
                path.append(String.format(Locale.ROOT, "M%.1f %.1fh.1", x, y));
            }
        }
        svg.append(String.format(
                Locale.ROOT,
                "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linecap=\"round\" d=\"%s\"/>%n",
                colour,
                curve.isLine ? "1.2" : "4",
                path));
    }

    private static String text(double x, double y, String anchor, String style, String what) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                style,
                what);
    }

    /// The next of 1, 2, 4, 6, 8, 10 times a power of ten.
    private static double nice(double value) {
        if (!(value > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 4, 6, 8}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
