package dev.rookery.bench.report;

import java.util.Locale;

/// A page that needs nothing but itself: no script, no font, no file beside it; light or dark as the reader has it, from a
/// phone to a wide screen. Owned by one thread.
public final class Page {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2530; --paper: #fbfbf9; --soft: #5d6b79; --line: #8884; --ours: #2a78b8;
              --other: #a9b4bf; --good: #2c7a43; --bad: #b3261e }
            @media (prefers-color-scheme: dark) { :root { --ink: #dde3ea; --paper: #14181d; --soft: #94a3b1; --ours: #5aa9e6;
              --other: #566270; --good: #6fcf8b; --bad: #ff8a80 } }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 78rem; margin: 2rem auto; padding: 0 1rem;
              color: var(--ink); background: var(--paper) }
            h1 { line-height: 1.2 } h2 { margin-top: 2.6rem; border-top: 1px solid var(--line); padding-top: 1rem }
            .table { overflow-x: auto; margin: .6rem 0 1.2rem }
            table { border-collapse: collapse }
            td, th { padding: .2rem .8rem .2rem 0; text-align: right; font-variant-numeric: tabular-nums;
              border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap }
            th { font-weight: 600; color: var(--soft) }
            td:first-child, th:first-child { text-align: left }
            tr.ours td { font-weight: 600 }
            tr.target td:first-child { white-space: normal; min-width: 9rem } tr.target td:last-child { font-size: 13px; color: var(--soft) }
            .held { color: var(--good) } .missed { color: var(--bad); font-weight: 600 }
            .source { font-size: 13px; color: var(--soft) } code { font-size: 12.5px; overflow-wrap: anywhere }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1rem }
            svg { width: 100%; max-width: 36rem; height: auto; font: 11px system-ui, sans-serif; fill: currentColor }
            svg .title { font-size: 13px; font-weight: 600 } svg .grid { stroke: #8883; fill: none }
            """;

    private final StringBuilder body = new StringBuilder();
    private final String title;

    public Page(String title) {
        this.title = title;
    }

    /// Adds markup.
    public Page add(CharSequence html) {
        body.append(html);
        return this;
    }

    /// The whole page.
    public String html() {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\">\n<title>" + text(title) + "</title>\n<style>\n" + STYLE
                + "</style></head><body>\n<h1>" + text(title) + "</h1>\n" + body + "</body></html>\n";
    }

    /// As markup shows it.
    static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// Three digits of it, or all in front of the point.
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
