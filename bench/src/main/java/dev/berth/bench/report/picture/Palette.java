package dev.berth.bench.report.picture;

import dev.berth.bench.baseline.Contenders;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * The colours of series. The engine and each baseline have a colour of their own; every other series has one by its
 * position, so that no two series of a picture share a colour.
 *
 * <p>Each colour of {@link #SERIES} has a contrast of 3 or more with white. Each was chosen as far as possible from
 * those before it, by distance in Oklab. {@code page.css} has the same list, and one for dark pages.
 */
final class Palette {
    /** The colour of the engine. */
    static final String BERTH = "#0069ad";

    /** The colour of words about a loss; no series has it. */
    static final String LOSS = "#c2410c";

    /** The colours of all other series. The first two belong to the baselines. */
    static final List<String> SERIES = List.of(
            "#b07400", "#6e7781", "#00805c", "#a3467f", "#1f8fb8", "#6d5bb5", "#8a6d3b", "#4d7c0f",
            "#642210", "#360b9c", "#0f4713", "#640061", "#2e395a", "#b655d2", "#457cfd", "#e14074",
            "#04a322", "#8d0d40", "#6915a0", "#5a4c24", "#bb6c6f", "#9576b6", "#1d44a3", "#5f3b74");

    private static final int FAST = 0;
    private static final int PLAIN = 1;
    private static final int YARDSTICKS = 2;
    private static final double GOLDEN_SECTION = 0.618034;

    private Palette() {}

    /**
     * Returns the colour of a contender.
     *
     * @param contender the name of the contender.
     * @param all the names of all contenders in the picture, in a fixed order.
     */
    static String ofContender(final String contender, final List<String> all) {
        return switch (contender) {
            case Contenders.BERTH -> BERTH;
            case Contenders.FAST -> SERIES.get(FAST);
            case Contenders.PLAIN -> SERIES.get(PLAIN);
            default -> at(YARDSTICKS + others(all).indexOf(contender));
        };
    }

    private static List<String> others(final List<String> all) {
        return all.stream()
                .filter(name -> !Contenders.NAMES.contains(name))
                .toList();
    }

    /** Returns the colour of a policy of a study. The first two colours are left out: one is that of words in grey. */
    static String ofPolicy(final int place) {
        return at(YARDSTICKS + place);
    }

    /**
     * Returns the colour of the series at a position. Beyond the end of the list each position has a hue of its own.
     */
    static String at(final int place) {
        if (place < SERIES.size()) {
            return SERIES.get(place);
        }
        final float hue = (float) (place * GOLDEN_SECTION % 1);
        return String.format(Locale.ROOT, "#%06x", Color.HSBtoRGB(hue, 0.75f, 0.6f) & 0xFFFFFF);
    }
}
