package dev.rookery.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    /// How food is kept.
    public enum Cooling {
        NONE,
        OVER_NIGHT
    }

    /// A length that is parsed by itself.
    public record Metres(int length) {
        public static Metres parse(String text) {
            if (!text.endsWith("m")) {
                throw new IllegalArgumentException("a length such as 3m is needed");
            }
            return new Metres(Integer.parseInt(text.substring(0, text.length() - 1)));
        }

        @Override
        public String toString() {
            return length + "m";
        }
    }

    /// A section.
    public record Kitchen(
            @Setting(value = "1500", min = 100, max = 60_000, unit = Unit.MILLISECONDS, doc = "Time to cook.") int cookMillis,
            @Setting(value = "0.5", max = 2, unit = Unit.PER_SECOND, doc = "Meals served.") double mealsPerSecond,
            @Setting(value = "4096", max = 1_048_576, unit = Unit.BYTES, doc = "Recipe.") int recipeBytes,
            @Setting(value = "none", doc = "How food is kept.") Cooling cooling,
            @Setting(value = "", secret = true, doc = "The secret ingredients.") List<String> ingredients) {}

    /// The tree under test.
    public record Inn(
            @Setting(value = "0.0.0.0", doc = "Where it is.") String host,
            @Setting(value = "8080", max = 65_535, doc = "Its door.") int adminPort,
            @Setting(value = "false", doc = "Whether it is open.") boolean open,
            @Setting(value = "1m, 2m", doc = "Its tables.") List<Metres> tables,
            Kitchen kitchen) {
        public Inn {
            if (open && tables.isEmpty()) {
                throw new IllegalArgumentException("An open inn needs tables.");
            }
        }
    }

    private final Settings<Inn> settings = Settings.of(Inn.class);

    @Test
    void anEmptyFileGivesTheDefaults() {
        for (String empty : new String[] {"", "\n", "# nothing yet\n", "---\n", "kitchen:\n"}) {
            assertEquals(Settings.defaults(Inn.class), read(empty).config(), empty);
        }
        Inn inn = Settings.defaults(Inn.class);
        assertEquals(List.of(new Metres(1), new Metres(2)), inn.tables());
        assertEquals(new Kitchen(1500, 0.5, 4096, Cooling.NONE, List.of()), inn.kitchen());
    }

    @Test
    void aFlagWinsOverTheEnvironmentWhichWinsOverTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("inn.yaml"), """
                host: from-file
                adminPort: 1
                kitchen:
                  cookMillis: 2s
                  cooling: over-night
                """);
        EffectiveSettings<Inn> effective = settings.resolve(
                file,
                Map.of("ROOKERY_HOST", "from-env", "ROOKERY_ADMIN_PORT", "2", "PATH", "/bin", "ROOKERY_CONFIG", "x"),
                Map.of("--host", "from-flag"));
        assertEquals("from-flag", effective.config().host());
        assertEquals(2, effective.config().adminPort());
        assertEquals(2000, effective.config().kitchen().cookMillis());
        assertEquals(Cooling.OVER_NIGHT, effective.config().kitchen().cooling());
        String yaml = effective.toYaml();
        assertTrue(yaml.contains("host: \"from-flag\"                           # --host\n"), yaml);
        assertTrue(yaml.contains("adminPort: 2                                # ROOKERY_ADMIN_PORT\n"), yaml);
        assertTrue(yaml.contains("kitchen:\n  cookMillis: 2000                          # " + file + ", line 4\n"), yaml);
        assertTrue(yaml.contains("  mealsPerSecond: 0.5                       # default\n"), yaml);
    }

    @Test
    void whatIsPrintedCanBeReadAgain() {
        EffectiveSettings<Inn> effective = settings.resolve(
                null,
                Map.of("ROOKERY_HOST", "a \"quoted\" \\ name", "ROOKERY_TABLES", "7m,8m", "ROOKERY_KITCHEN_COOLING", "over-night"),
                Map.of("--open", "true"));
        assertEquals(effective.config(), read(effective.toYaml()).config());
    }

    @Test
    void aSecretIsNeitherPrintedNorTakenFromTheCommandLine() {
        EffectiveSettings<Inn> effective =
                settings.resolve(null, Map.of("ROOKERY_KITCHEN_INGREDIENTS", "saffron,truffle"), Map.of());
        assertEquals(List.of("saffron", "truffle"), effective.config().kitchen().ingredients());
        assertTrue(effective.toYaml().contains("ingredients: [\"***\", \"***\"]"), effective.toYaml());
        assertFalse(effective.toYaml().contains("saffron"));
        String problem = problem(Map.of(), Map.of("--kitchen-ingredients", "saffron"));
        assertTrue(problem.startsWith("--kitchen-ingredients is a secret"), problem);
        assertTrue(problem.contains("ROOKERY_KITCHEN_INGREDIENTS"), problem);
        assertFalse(problem.contains("saffron"), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adminPort: eighty|adminPort is \"eighty\", but a whole number from 0 to 65535 is needed (inn.yaml, line 1).",
                "adminPort: 70000|adminPort is \"70000\", but a whole number from 0 to 65535 is needed (inn.yaml, line 1).",
                "adminPort: 1.5|adminPort is \"1.5\", but a whole number from 0 to 65535 is needed (inn.yaml, line 1).",
                "adminPort: 5s|adminPort is \"5s\", but a whole number from 0 to 65535 is needed (inn.yaml, line 1).",
                "adminPort: [1, 2]|adminPort is \"1, 2\", but one value is needed, not a list (inn.yaml, line 1).",
                "open: yes|open is \"yes\", but true or false is needed (inn.yaml, line 1).",
                "tables: [3m, 4]|tables is \"3m, 4\", but a length such as 3m is needed (inn.yaml, line 1).",
                "'{kitchen: {cooking: 1}}'|There is no setting kitchen.cooking; did you mean kitchen.cooling? (inn.yaml, line 1)",
                "cookMilis: 1|There is no setting cookMilis; did you mean kitchen.cookMillis? (inn.yaml, line 1)",
                "admin_port: 1|There is no setting admin_port; did you mean adminPort? (inn.yaml, line 1)",
                "kitchen: 5|kitchen is a section: its settings stand below it, indented (inn.yaml, line 1).",
                "'{open: true, tables: []}'|An open inn needs tables.",
                "just words|inn.yaml holds no settings: write lines such as port: 8080.",
            })
    void aMistakeIsOneClearSentence(String yaml, String sentence) {
        assertEquals(sentence, assertThrows(ConfigException.class, () -> read(yaml)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen.cookMillis, 250, 250",
        "kitchen.cookMillis, 250ms, 250",
        "kitchen.cookMillis, 1.5 s, 1500",
        "kitchen.cookMillis, 1min, 60000",
        "kitchen.recipeBytes, 16KiB, 16384",
        "kitchen.recipeBytes, 1 MiB, 1048576",
        "kitchen.recipeBytes, 10_000, 10000",
    })
    void aNumberMayCarryItsUnit(String key, String text, int number) {
        Kitchen kitchen = read(key + ": " + text).config().kitchen();
        assertEquals(number, key.endsWith("Millis") ? kitchen.cookMillis() : kitchen.recipeBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "60001", "2h", "16KiB", "-1", "NaN", "0x10", ""})
    void aNumberOutOfRangeOrInAnotherUnitNamesWhatIsAllowed(String text) {
        String problem = problem(Map.of("ROOKERY_KITCHEN_COOK_MILLIS", text.isEmpty() ? "ms" : text), Map.of());
        assertTrue(problem.contains("but a whole number from 100 to 60000 ms is needed (ROOKERY_KITCHEN_COOK_MILLIS)"), problem);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        String problem = problem(
                Map.of("ROOKERY_ADMIN_PRT", "1", "ROOKERY_ADMIN_PORT", "x"), Map.of("--kitchen-coolin", "none"));
        assertEquals(3, problem.lines().count(), problem);
        assertTrue(problem.contains("did you mean ROOKERY_ADMIN_PORT?"), problem);
        assertTrue(problem.contains("did you mean --kitchen-cooling?"), problem);
    }

    @Test
    void anEmptyVariableIsNotSet() {
        assertEquals("0.0.0.0", settings.resolve(null, Map.of("ROOKERY_HOST", " "), Map.of()).config().host());
    }

    @Test
    void aFileThatIsNoneSaysSo(@TempDir Path folder) {
        Path missing = folder.resolve("missing.yaml");
        assertEquals(
                "There is no configuration file " + missing + ".",
                assertThrows(ConfigException.class, () -> settings.resolve(missing, Map.of(), Map.of())).getMessage());
        for (String broken : new String[] {"host: [1", "host: a\nhost: b", "\tx: 1", "a: 1\n---\nb: 2"}) {
            String problem = String.valueOf(assertThrows(ConfigException.class, () -> read(broken)).getMessage());
            assertTrue(problem.startsWith("inn.yaml "), problem);
            assertEquals(1, problem.lines().count(), problem);
        }
    }

    private EffectiveSettings<Inn> read(String yaml) {
        return settings.merge(YamlFile.read("inn.yaml", yaml), Map.of(), Map.of());
    }

    private String problem(Map<String, String> environment, Map<String, String> flags) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> settings.resolve(null, environment, flags)).getMessage());
    }
}
