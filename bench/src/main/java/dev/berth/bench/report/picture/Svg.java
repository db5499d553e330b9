package dev.berth.bench.report.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A builder of an SVG document. Positions are rounded to a tenth of a pixel, which keeps pictures small. */
final class Svg {
    static final String TEXT = "#1b1f24";
    static final String MUTED = "#59636e";
    static final String LINE = "#d5dae0";

    private final StringBuilder background = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final int width;
    private int height;
    private final String title;

    Svg(final int width, final String title) {
        this.width = width;
        this.title = title;
    }

    int width() {
        return width;
    }

    /** Extends the picture down to a position, unless it reaches there already. */
    void reach(final int bottom) {
        height = Math.max(height, bottom);
    }

    void line(final double x1, final double y1, final double x2, final double y2, final String colour, final double w) {
        append(text, x1, y1, x2, y2, colour, w);
    }

    /** Draws a line of an axis, behind everything else. */
    void rule(final double x1, final double y1, final double x2, final double y2) {
        append(background, x1, y1, x2, y2, LINE, 1);
    }

    private static void append(
            final StringBuilder text,
            final double x1,
            final double y1,
            final double x2,
            final double y2,
            final String colour,
            final double w) {
        text.append("<path d=\"M").append(at(x1)).append(' ').append(at(y1)).append('L').append(at(x2)).append(' ')
                .append(at(y2)).append("\" stroke=\"").append(colour).append("\" stroke-width=\"").append(at(w))
                .append("\"/>\n");
    }

    /** Draws a line through points. */
    void lines(final double[] xs, final double[] ys, final String colour, final double w) {
        text.append("<path d=\"");
        for (int i = 0; i < xs.length; i++) {
            text.append(i == 0 ? 'M' : 'L').append(at(xs[i])).append(' ').append(at(ys[i]));
        }
        text.append("\" fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"").append(at(w));
        text.append("\"/>\n");
    }

    void bar(final double x, final double y, final double w, final double h, final String colour) {
        text.append("<rect x=\"").append(at(x)).append("\" y=\"").append(at(y)).append("\" width=\"").append(at(w))
                .append("\" height=\"").append(at(h)).append("\" fill=\"").append(colour).append("\"/>\n");
    }

    void dot(final double x, final double y, final double radius, final String colour) {
        text.append("<circle cx=\"").append(at(x)).append("\" cy=\"").append(at(y)).append("\" r=\"").append(at(radius))
                .append("\" fill=\"").append(colour).append("\"/>\n");
    }

    /** Draws a series. Everything in it has one colour, which no other series of the picture has. */
    void series(final String name, final Runnable drawing) {
        text.append("<g data-series=\"").append(escape(name).replace("\"", "&quot;")).append("\">\n");
        drawing.run();
        text.append("</g>\n");
    }

    /** Draws a series whose whole name a browser shows beside the pointer. */
    void series(final String name, final String tip, final Runnable drawing) {
        series(name, () -> {
            text.append("<title>").append(escape(tip)).append("</title>\n");
            drawing.run();
        });
    }

    /** Fills what lies between two lines, so that lines behind it still show. */
    void band(final double[] xs, final double[] lows, final double[] highs, final String colour) {
        text.append("<path d=\"");
        for (int i = 0; i < xs.length; i++) {
            text.append(i == 0 ? 'M' : 'L').append(at(xs[i])).append(' ').append(at(highs[i]));
        }
        for (int i = xs.length - 1; i >= 0; i--) {
            text.append('L').append(at(xs[i])).append(' ').append(at(lows[i]));
        }
        text.append("Z\" fill=\"").append(colour).append("\" fill-opacity=\"0.15\"/>\n");
    }

    /** Draws a circle that is not filled. */
    void ring(final double x, final double y, final double radius, final String colour) {
        text.append("<circle cx=\"").append(at(x)).append("\" cy=\"").append(at(y)).append("\" r=\"").append(at(radius))
                .append("\" fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"1.5\"/>\n");
    }

    /** The side of its position on which a text stands. */
    enum Anchor {
        /** The text begins at its position and extends to the right. */
        START("start"),
        /** The text is centred on its position. */
        MIDDLE("middle"),
        /** The text extends from the left and ends at its position. */
        END("end");

        private final String word;

        Anchor(final String word) {
            this.word = word;
        }
    }

    void text(final double x, final double y, final Anchor anchor, final String colour, final String words) {
        text(x, y, anchor, colour, "", words);
    }

    void bold(final double x, final double y, final Anchor anchor, final String colour, final String words) {
        text(x, y, anchor, colour, " font-weight=\"600\"", words);
    }

    /** Writes a text whose letters stand off from the lines behind them. */
    void outlined(final double x, final double y, final String colour, final String words) {
        text(x, y, Anchor.START, colour, " stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"", words);
    }

    void heading(final double x, final double y, final String words) {
        text(x, y, Anchor.START, TEXT, " font-weight=\"600\" font-size=\"16\"", words);
    }

    private void text(
            final double x,
            final double y,
            final Anchor anchor,
            final String colour,
            final String style,
            final String words) {
        text.append("<text x=\"").append(at(x)).append("\" y=\"").append(at(y)).append('"');
        if (anchor != Anchor.START) {
            text.append(" text-anchor=\"").append(anchor.word).append('"');
        }
        text.append(" fill=\"").append(colour).append('"').append(style).append('>').append(escape(words))
                .append("</text>\n");
    }

    private static String escape(final String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String at(final double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    /** Returns the whole document. */
    @Override
    public String toString() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" font-size=\"13\" font-family=\""
                + "system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',sans-serif\">\n<title>" + escape(title)
                + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" + background + text
                + "</svg>\n";
    }
}
