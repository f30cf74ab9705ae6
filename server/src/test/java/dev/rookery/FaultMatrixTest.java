package dev.rookery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `FAULTS.md` names tests that exist, in the profile that it says.
final class FaultMatrixTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*`.*\\| (verify|soak) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    @Test
    void everyTestOfTheFaultMatrixExistsInItsProfile() throws IOException {
        Map<String, Path> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            classes = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), Function.identity(), (first, second) -> first));
        }
        List<String> wrong = new ArrayList<>();
        List<MatchResult> rows =
                ROW.matcher(Files.readString(Path.of("FAULTS.md"))).results().toList();
        for (MatchResult row : rows) {
            for (MatchResult test : TEST.matcher(row.group()).results().toList()) {
                Path file = classes.get(test.group(1));
                String profile = file == null ? "nowhere" : profile(Files.readString(file), test.group(2));
                if (!profile.equals(row.group(1))) {
                    wrong.add(test.group() + " is in: " + profile);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(rows.size() > 20, () -> "rows=" + rows.size());
    }

    private static String profile(String source, String method) {
        var declared = Pattern.compile("\\bvoid " + method + "\\(").matcher(source);
        if (!declared.find()) {
            return "nowhere";
        }
        int from = source.lastIndexOf("\n\n", declared.end());
        boolean isSoak = source.substring(from, declared.end()).contains("Tag(\"soak\")")
                || source.substring(0, source.indexOf("class ")).contains("Tag(\"soak\")");
        return isSoak ? "soak" : "verify";
    }
}
