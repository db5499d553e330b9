package dev.berth.bench.report.picture;

/** The form of a picture within a page. */
public final class PagePicture {
    private PagePicture() {}

    /**
     * Returns a picture whose colours are the variables of {@code page.css}, so that it follows the colours of the
     * page.
     *
     * @param svg a picture of this package.
     * @return SVG for the body of an HTML document.
     */
    public static String of(final String svg) {
        String picture = svg.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replace("\"#ffffff\"", "\"var(--bg)\"")
                .replace('"' + Svg.TEXT + '"', "\"var(--fg)\"")
                .replace('"' + Svg.MUTED + '"', "\"var(--muted)\"")
                .replace('"' + Svg.LINE + '"', "\"var(--line)\"")
                .replace('"' + Palette.BERTH + '"', "\"var(--berth)\"");
        for (int i = 0; i < Palette.SERIES.size(); i++) {
            picture = picture.replace('"' + Palette.SERIES.get(i) + '"', "\"var(--c" + i + ")\"");
        }
        return picture;
    }
}
