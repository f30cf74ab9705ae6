package dev.rookery.bench.report;

import java.util.List;

/// One table of a page. Owned by one thread.
final class Table {
    private static final int VERDICT = 2;

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

    /// A row whose third cell is a verdict.
    ///
    /// @param verdict `held` or `missed`, or empty if there is none
    Table judged(String verdict, List<String> cells) {
        html.append("<tr class=\"target\">");
        for (int i = 0; i < cells.size(); i++) {
            html.append(i == VERDICT && !verdict.isEmpty() ? "<td class=\"" + verdict + "\">" : "<td>")
                    .append(Page.text(cells.get(i)))
                    .append("</td>");
        }
        html.append("</tr>\n");
        return this;
    }

    String html() {
        return html + "</table></div>\n";
    }
}
