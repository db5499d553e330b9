package dev.berth.bench.report.page;

/** The escaping of text for HTML, and the cells of HTML tables. */
final class Html {
    private Html() {}

    /** Escapes a text for the content of an element or the value of a quoted attribute. */
    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Returns a table cell that is sorted by its text. */
    static String cell(final String text) {
        return "<td>" + escape(text) + "</td>";
    }

    /** Returns a table cell that is sorted by a number. Without a number the cell holds a dash and is sorted last. */
    static String number(final double value, final String text) {
        return Double.isFinite(value)
                ? "<td class=\"n\" data-v=\"" + value + "\">" + escape(text) + "</td>"
                : "<td class=\"n\">–</td>";
    }
}
