package dev.berth.bench.report.page;

/** Text within HTML. */
final class Html {
    private Html() {}

    /** Any text, as the content of an element or the value of a quoted attribute. */
    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A cell of a table whose text is also what it is sorted by. */
    static String cell(final String text) {
        return "<td>" + escape(text) + "</td>";
    }

    /** A cell of a table with a number; those without a number are sorted last. */
    static String number(final double value, final String text) {
        return Double.isFinite(value)
                ? "<td class=\"n\" data-v=\"" + value + "\">" + escape(text) + "</td>"
                : "<td class=\"n\">–</td>";
    }
}
