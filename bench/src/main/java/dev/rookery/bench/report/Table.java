package dev.rookery.bench.report;

import java.util.List;

/// One table of a page. Owned by one thread.
final class Table {
    private final StringBuilder html = new StringBuilder("<div class=\"table\"><table>\n");

    Table(List<String> heads) {
        html.append("<tr>");
        heads.forEach(head -> html.append("<th>").append(Page.text(head)).append("</th>"));
        html.append("</tr>\n");
    }

    Table row(boolean isOurs, List<String> cells) {
        html.append(isOurs ? "<tr class=\"ours\">" : "<tr>");
        cells.forEach(cell -> html.append("<td>").append(Page.text(cell)).append("</td>"));
        html.append("</tr>\n");
        return this;
    }

    String html() {
        return html + "</table></div>\n";
    }
}
