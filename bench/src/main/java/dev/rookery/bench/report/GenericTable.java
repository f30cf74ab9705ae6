package dev.rookery.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tables of results that nobody has written anything special for: a list of objects becomes rows, an object of them a row
/// each with its name.
final class GenericTable {
    private static final int MAX_ROWS = 60;

    private GenericTable() {}

    static String of(JsonNode figures) {
        if (figures.isArray()) {
            List<Map<String, String>> rows = new ArrayList<>();
            StringBuilder nested = new StringBuilder();
            for (JsonNode figure : figures) {
                rows.add(row(figure));
                nested(figure, nested);
            }
            return table(rows) + nested;
        }
        StringBuilder html = new StringBuilder();
        Map<String, String> own = row(figures);
        if (!own.isEmpty()) {
            html.append(table(List.of(own)));
        }
        List<Map<String, String>> rows = new ArrayList<>();
        figures.properties().forEach(part -> {
            if (part.getValue().isArray() && part.getValue().path(0).isObject()) {
                html.append("<p><b>").append(Page.text(part.getKey())).append("</b></p>\n").append(of(part.getValue()));
            } else if (part.getValue().isObject() && !part.getKey().equals("provenance")) {
                Map<String, String> row = new LinkedHashMap<>();
                row.put("", part.getKey());
                row.putAll(row(part.getValue()));
                rows.add(row);
            }
        });
        return html.append(table(rows)).toString();
    }

    private static void nested(JsonNode figure, StringBuilder html) {
        figure.properties().forEach(part -> {
            if (part.getValue().isArray() && part.getValue().path(0).isObject()) {
                String name = figure.properties().iterator().next().getValue().asText();
                html.append("<p><b>").append(Page.text(name)).append("</b></p>\n").append(of(part.getValue()));
            }
        });
    }

    private static Map<String, String> row(JsonNode object) {
        Map<String, String> row = new LinkedHashMap<>();
        object.properties().forEach(part -> {
            JsonNode value = part.getValue();
            if (value.isNumber()) {
                row.put(part.getKey(), Page.number(value.asDouble()));
            } else if (value.isValueNode() && !value.isNull()) {
                row.put(part.getKey(), value.asText());
            } else if (value.isArray() && !value.path(0).isObject()) {
                List<String> numbers = new ArrayList<>();
                value.forEach(each -> numbers.add(each.isNumber() ? Page.number(each.asDouble()) : each.asText()));
                row.put(part.getKey(), String.join(" / ", numbers));
            } else if (value.isObject() && part.getKey().equals("parameters")) {
                row.put(
                        part.getKey(),
                        value.properties().stream()
                                .map(each -> each.getKey() + "=" + each.getValue().asText())
                                .collect(Collectors.joining(", ")));
            }
        });
        return row;
    }

    private static String table(List<Map<String, String>> rows) {
        Set<String> heads = new LinkedHashSet<>();
        rows.forEach(row -> heads.addAll(row.keySet()));
        if (heads.isEmpty()) {
            return "";
        }
        Table table = new Table(List.copyOf(heads));
        rows.stream()
                .limit(MAX_ROWS)
                .forEach(row -> table.row(false, heads.stream().map(head -> row.getOrDefault(head, "")).toList()));
        return table.html() + (rows.size() > MAX_ROWS ? "<p>and " + (rows.size() - MAX_ROWS) + " more</p>\n" : "");
    }
}
