package dev.rookery.protocol.schema;

import static dev.rookery.protocol.VectorFiles.VECTORS;
import static dev.rookery.protocol.VectorFiles.assertCurrent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rookery.protocol.VectorFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The grids of fields where they are easily got wrong: negative coordinates, ties and their neighbours, the wrap of
/// angles, the limits and what lies beyond. TypeScript must find the same places.
final class QuantiseVectorsTest {
    private static final int RANDOM_VALUES = 20;

    @Test
    void theCheckedInGridsAreCurrent() throws IOException {
        List<ObjectNode> vectors = new ArrayList<>();
        for (FieldSpec field : List.of(
                FieldSpec.linear("quarters", -8, 8, 0.25),
                FieldSpec.linear("thirds", -1000.5, 1000, 1.0 / 3),
                FieldSpec.linear("ends", 0, 1, 1),
                FieldSpec.scalar("maximum off the grid", -5, 7.3, 0.5),
                FieldSpec.scalar("tenths", 0, 1, 0.1),
                FieldSpec.scalar("three tenths, which no double is", 0, 0.3, 0.1),
                FieldSpec.scalar("negative only", -900, -100, 7),
                FieldSpec.linear("widest", -8_388_608, 8_388_607, 1))) {
            vectors.add(vector(field, onAGrid(field)));
        }
        for (int bits : new int[] {1, 10, 16}) {
            FieldSpec field = FieldSpec.angle("angle of " + bits, bits);
            vectors.add(vector(field, aroundATurn(field)));
        }
        assertCurrent(VECTORS.resolve("quantise.json"), VectorFiles.lines(vectors));
    }

    private static List<Double> onAGrid(FieldSpec field) {
        List<Double> values = everywhere();
        int last = field.levels() - 1;
        for (int level : new int[] {-1, 0, 1, last / 3, last / 2, last - 1, last, last + 1}) {
            double tie = field.min() + (level + 0.5) * field.step();
            values.addAll(List.of(field.min() + level * field.step(), tie, Math.nextUp(tie), Math.nextDown(tie)));
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            values.add(random.nextDouble(field.min() - field.step(), field.max() + field.step()));
        }
        return values;
    }

    private static List<Double> aroundATurn(FieldSpec field) {
        List<Double> values = everywhere();
        double step = 2 * Math.PI / field.levels();
        for (int turn : new int[] {-3, -1, 0, 1, 1000}) {
            double whole = turn * 2 * Math.PI;
            values.addAll(List.of(
                    whole, Math.nextUp(whole), Math.nextDown(whole), whole + Math.PI, whole - step / 2, whole + step / 2,
                    whole + step, whole - step, whole - step * 1.5, whole + 1));
        }
        values.addAll(List.of(-1e-18, 1e-18, -Double.MIN_VALUE, 1e15, -1e15));
        return values;
    }

    private static List<Double> everywhere() {
        return new ArrayList<>(List.of(
                0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300, 0.5, -0.5));
    }

    private static ObjectNode vector(FieldSpec field, List<Double> values) {
        ObjectNode vector = JsonNodeFactory.instance.objectNode();
        vector.putObject("field")
                .put("name", field.name())
                .put("kind", field.kind().name().toLowerCase(Locale.ROOT))
                .put("min", field.min())
                .put("max", field.max())
                .put("step", field.step());
        ArrayNode cases = vector.putArray("cases");
        for (double value : values) {
            int quantised = field.quantise(value);
            ArrayNode one = cases.addArray();
            if (Double.isFinite(value)) {
                one.add(value);
            } else {
                one.add(Double.toString(value)); // JSON has no such numbers
            }
            one.add(quantised).add(field.dequantise(quantised));
        }
        return vector;
    }
}
