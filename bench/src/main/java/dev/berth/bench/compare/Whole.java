package dev.berth.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The whole numbers that options give. */
final class Whole {
    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern WITH_COMMAS = Pattern.compile("[1-9]\\d{0,2}(,\\d{3})*,0\\d\\d(,\\d{3})*");

    private Whole() {}

    /**
     * Reads the number of an option.
     *
     * @param text what the option gives; null if it was not given.
     * @return a number in the range; null if the option was not given.
     * @throws IllegalArgumentException if it is none; the message has the range and the example.
     */
    static Integer parse(
            final String option, final String text, final int least, final int most, final String example) {
        if (text == null) {
            return null;
        }
        final String digits = text.trim();
        final long value = DIGITS.matcher(digits).matches() ? Long.parseLong(digits) : Long.MIN_VALUE;
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " is '" + text + "', must be a whole number in " + least + ".."
                    + most + ", such as " + example);
        }
        return (int) value;
    }

    /** Reads the numbers of an option, of which commas were taken away; one with a comma inside is refused. */
    static List<Integer> parse(
            final String option, final List<String> texts, final int least, final int most, final String example) {
        final String joined = String.join(",", texts);
        if (WITH_COMMAS.matcher(joined).matches()) {
            final List<String> sizes = texts.stream().map(Integer::valueOf).map(String::valueOf).toList();
            throw new IllegalArgumentException(option + " has the sizes "
                    + String.join(", ", sizes.subList(0, sizes.size() - 1)) + " and " + sizes.get(sizes.size() - 1)
                    + "; write " + joined.replace(",", "") + " without a comma");
        }
        final List<Integer> numbers = new ArrayList<>();
        for (final String text : texts) {
            numbers.add(parse(option, text, least, most, example));
        }
        return List.copyOf(numbers);
    }
}
