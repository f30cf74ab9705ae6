package dev.rookery.server.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A configuration file as a flat map: sections become dots, each value remembers its line. Used once, by one thread.
final class YamlFile {
    private final String name;
    private final Map<String, GivenValue> values = new LinkedHashMap<>();

    private YamlFile(String name) {
        this.name = name;
    }

    /// The values by their paths; an empty file has none.
    ///
    /// @throws ConfigException if the file cannot be read or is no YAML
    static Map<String, GivenValue> read(Path file) {
        try {
            return read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of("There is no configuration file " + file + "."));
        } catch (IOException e) {
            throw new ConfigException(List.of("The configuration file " + file + " cannot be read as UTF-8 text."));
        }
    }

    static Map<String, GivenValue> read(String name, String text) {
        YamlFile file = new YamlFile(name);
        YAMLFactory yaml =
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = yaml.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                file.readSection(parser, "");
            } else if (first != null && first != JsonToken.VALUE_NULL && !parser.getText().isBlank()) {
                throw new ConfigException(List.of(name + " holds no settings: write lines such as port: 8080."));
            }
            if (parser.nextToken() != null) {
                throw new ConfigException(List.of(name + " holds more than one document: keep the first one only."));
            }
        } catch (JsonProcessingException e) {
            String problem = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
            throw new ConfigException(List.of(name + " is no YAML" + line(e.getLocation()) + ": " + problem + "."));
        } catch (IOException e) {
            throw new IllegalStateException("Text in memory is readable.", e);
        }
        return file.values;
    }

    private void readSection(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + parser.currentName();
            String source = name + line(parser.currentTokenLocation());
            switch (parser.nextToken()) {
                case START_OBJECT -> readSection(parser, path + ".");
                case START_ARRAY -> values.put(path, new GivenValue(items(parser, source), true, source));
                case VALUE_NULL -> {} // leaves the default
                default -> values.put(path, GivenValue.scalar(parser.getText(), source));
            }
        }
    }

    private static List<String> items(JsonParser parser, String source) throws IOException {
        List<String> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isScalarValue()) {
                throw new ConfigException(List.of("A list holds plain values only (" + source + ")."));
            }
            items.add(parser.getText());
        }
        return items;
    }

    private static String line(JsonLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : ", line " + location.getLineNr();
    }
}
