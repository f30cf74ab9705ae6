package dev.rookery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Habits of the whole repository that no compiler checks.
final class TidyTest {
    private static final Path ROOT = root();
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules", "dist", ".idea", ".vscode", "logs", ".rookery");
    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml", "shared-protocol", "server", "browser-client", "bench", "README.md", "LICENSE", "CHANGELOG.md", "target");
    private static final Set<String> SOURCES = Set.of("java", "ts", "css");
    private static final Set<String> TEXTS =
            Set.of("java", "ts", "css", "html", "md", "xml", "yml", "yaml", "json", "properties", "sh", "run", "service");
    private static final int MAX_LINES = 500;
    private static final int LONG_LINES = 350; // from here on a file is listed, so that it is noticed in time

    @Test
    void theTopLevelHoldsNothingUnknown() throws IOException {
        try (Stream<Path> top = Files.list(ROOT)) {
            assertNone(top.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !TOP_LEVEL.contains(name))
                    .toList());
        }
    }

    @Test
    void sourceFilesAreShort() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : files(path -> Set.of("java", "ts").contains(extension(path)) && !isGenerated(path))) {
            int lines = lines(file).size();
            if (lines > LONG_LINES) {
                System.out.println("Long file: " + ROOT.relativize(file) + " has " + lines + " lines");
            }
            if (lines > MAX_LINES) {
                tooLong.add(ROOT.relativize(file) + " has " + lines + " lines, more than " + MAX_LINES);
            }
        }
        assertNone(tooLong);
    }

    @Test
    void javaTestsAreNamedAsSentences() {
        Pattern test = Pattern.compile(
                "@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b(?:[^;{}]|\\{[^}]*})*?\\bvoid\\s+(\\w+)\\s*\\(");
        Pattern sentence = Pattern.compile("(?!test|should)[a-z][a-z0-9]*([A-Z0-9][a-z0-9]*)+");
        List<String> bad = new ArrayList<>();
        for (Path file : files(path -> path.toString().endsWith(".java") && isTest(path))) {
            Matcher matcher = test.matcher(text(file));
            while (matcher.find()) {
                if (!sentence.matcher(matcher.group(1)).matches()) {
                    bad.add(ROOT.relativize(file) + ": " + matcher.group(1));
                }
            }
        }
        assertNone(bad);
    }

    @Test
    void typeScriptTestsAreNamedAsSentences() {
        assertNone(linesWhere(
                path -> path.toString().endsWith(".test.ts"),
                Pattern.compile("^\\s*(?:it|test)(?:\\.\\w+)?\\(\\s*[\"'`](?:should |test |\\w+[\"'`])")));
    }

    @Test
    void nothingIsPutOff() {
        assertNone(linesWhere(this::isText, Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b")));
    }

    @Test
    void noCodeIsCommentedOut() {
        Pattern code = Pattern.compile("^\\s*//(?!/)\\s*(?:"
                + "(?:if|for|while|switch) \\(.*[{;]"
                + "|(?:return|import|package|throw|final|const|let|var|private|public|static)\\b.*;"
                + "|[\\w.]+\\([^)]*\\);"
                + "|[\\w.\\[\\]]+ [-+*/|&]?= [^=]*;"
                + "|}.*"
                + ")\\s*$");
        assertNone(linesWhere(path -> SOURCES.contains(extension(path)), code));
    }

    @Test
    void noPathOfOneMachineIsWrittenDown() {
        assertNone(linesWhere(
                this::isText,
                Pattern.compile("(?<![\\w.~-])/(?:home|Users|root|work|tmp)/(?=\\w)|\\b[A-Z]:\\\\\\\\?(?:Users|home)\\b")));
    }

    @Test
    void onlyCommandLinesPrint() {
        Set<String> commandLines = Set.of("Main.java", "GenerateTypeScript.java");
        assertNone(linesWhere(
                path -> path.toString().endsWith(".java")
                        && !isTest(path)
                        && !path.startsWith(ROOT.resolve("bench"))
                        && !commandLines.contains(path.getFileName().toString()),
                Pattern.compile("\\bSystem\\.(?:out|err)\\b|\\.printStackTrace\\(")));
    }

    @Test
    void linksBetweenReadmesLeadSomewhere() {
        Pattern link = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)|<img[^>]*src=\"([^\"]+)\"");
        List<String> broken = new ArrayList<>();
        for (Path file : files(path -> extension(path).equals("md"))) {
            Matcher matcher = link.matcher(text(file));
            while (matcher.find()) {
                String target = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
                int anchor = target.indexOf('#');
                String path = anchor < 0 ? target : target.substring(0, anchor);
                if (!target.matches("[a-z]+:.*") && !path.isEmpty() && !Files.exists(file.resolveSibling(path))) {
                    broken.add(ROOT.relativize(file) + ": " + target);
                }
            }
        }
        assertNone(broken);
    }

    private static void assertNone(List<String> offences) {
        assertTrue(offences.isEmpty(), () -> "\n" + String.join("\n", offences) + "\n");
    }

    private List<String> linesWhere(Predicate<Path> wanted, Pattern offence) {
        List<String> found = new ArrayList<>();
        for (Path file : files(wanted)) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (offence.matcher(lines.get(i)).find()) {
                    found.add(ROOT.relativize(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    private boolean isText(Path path) {
        return TEXTS.contains(extension(path)) && !path.getFileName().toString().equals("package-lock.json");
    }

    private static boolean isTest(Path path) {
        return ROOT.relativize(path).toString().replace('\\', '/').contains("src/test/");
    }

    private static boolean isGenerated(Path path) {
        return ROOT.relativize(path).toString().replace('\\', '/').contains("/generated/");
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<Path> files(Predicate<Path> wanted) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (wanted.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable as UTF-8: file=" + file, e);
        }
    }

    /// The nearest directory upwards that holds every module.
    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("shared-protocol"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("Run this test inside the repository");
            }
        }
        return directory;
    }
}
