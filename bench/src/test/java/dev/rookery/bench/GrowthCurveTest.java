package dev.rookery.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class GrowthCurveTest {
    private static List<Figure> figures(IntToDoubleFunction micros) {
        List<Figure> figures = new ArrayList<>();
        for (int size : new int[] {100, 500, 1000, 5000}) {
            figures.add(new Figure(
                    "A.b",
                    Map.of("entities", String.valueOf(size), "clients", "20"),
                    micros.applyAsDouble(size),
                    0,
                    "us/op",
                    0,
                    null));
        }
        return figures;
    }

    @Test
    void whatGrowsInProportionHasThePowerOne() {
        List<GrowthCurve> curves = GrowthCurve.of(figures(size -> 0.1 * size));
        assertEquals(1, curves.size(), "clients has one value only");
        assertEquals(1, curves.getFirst().exponent(), 0.01);
        assertEquals(100, curves.getFirst().nanosEach(), 0.01);
    }

    @Test
    void whatGrowsWithTheSquareIsSaidTo() {
        assertEquals(2, GrowthCurve.of(figures(size -> 0.001 * size * size)).getFirst().exponent(), 0.01);
    }

    @Test
    void theCurveIsDrawn() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        GrowthCurve.of(figures(size -> 0.1 * size)).getFirst().print(out);
        out.flush();
        assertTrue(text.toString().contains("5000     500.00 us    100.0 ns each  " + "#".repeat(40)), text.toString());
    }
}
