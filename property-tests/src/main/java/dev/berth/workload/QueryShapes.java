package dev.berth.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Random expressions of the query language, and instances for them. They draw from few names and values, so that an
 * expression is true of some instances, and from every spelling of operators, letter cases, spaces and quotes.
 */
public final class QueryShapes {
    private static final List<String> IDS = List.of("i-abcd1234", "i-wxyx7890", "mi-0123456789abcdef0", "and");
    private static final List<String> VERSIONS = List.of("1.14.5", "1.9.0", "1.14", "1.14.0", "01.14.05", "2", "0");
    private static final List<String> ODD_VERSIONS =
            List.of("1.14.5-rc1", "v1.14", "1..9", "1.9.0.", "", "2x", "1.14 ");
    private static final List<String> INSTANTS = List.of(
            "2018-02-13",
            "2018-02-13T00:00",
            "2018-02-13T02:00:00+02:00",
            "2018-06-18T22:28:28+00:00",
            "2018-06-18T22:28:28Z",
            "2018-06-18T22:28:28",
            "2018-06-18T22:28:28.5Z",
            "2018-06-18T20:58:28.500-01:30",
            "2018-06-18T22:28:28.000000001");
    private static final List<String> COUNTS =
            List.of("0", "1", "2", "3", "4", "+2", "-1", "007", "99999999999999999999");
    private static final List<String> CONNECTED = List.of("true", "false", "TRUE", "yes");
    private static final List<String> KEYWORDS =
            List.of("and", "or", "not", "in", "exists", "equals", "not_in", "matches", "task:group", "AND");

    private final List<String> attributes;
    private final List<List<String>> values;
    private final List<String> groups;
    private final int percentOfOtherSubjects;

    private QueryShapes(
            final List<String> attributes,
            final List<List<String>> values,
            final List<String> groups,
            final int percentOfOtherSubjects) {
        this.attributes = List.copyOf(attributes);
        this.values = List.copyOf(values);
        this.groups = List.copyOf(groups);
        this.percentOfOtherSubjects = percentOfOtherSubjects;
    }

    /** Creates shapes with names and values that are awkward in every way that is known. */
    public QueryShapes() {
        this(
                List.of("stack", "ecs.instance-type", "size", "note", "odd", "exists", "path/a\\b:c", "special"),
                List.of(
                        List.of("prod", "stage", "Prod", "dev"),
                        List.of("t2.small", "t2.large", "g2.2xlarge", "t2xsmall"),
                        List.of("9", "10", "10.0", "+10", "-3", "-3.50", "1e3", "9x", "007", "-0"),
                        List.of("a b", "it's", "\"hi\"", "a\\b", "\\", "x,y", "[z]", "and", "", "~x", "l\ne", "a\\'"),
                        List.of("\uFFFD", "\uD83D\uDE00", "\uE000", "\uD800", "\uDE00\uD83D", "\u00E9", "\u0131n"),
                        List.of("in", "not"),
                        List.of("v"),
                        List.of()),
                List.of("service:web", "service:production", "family:batch", "database", "a b"),
                45);
    }

    /**
     * Returns shapes for the instances of a workload.
     *
     * @param attributes names, one or more.
     * @param values of each attribute; none for an attribute without values.
     * @param groups that tasks may have, one or more.
     * @return shapes in which three of four comparisons ask an attribute or a group. The others ask what else an
     *     instance has, with the versions and times of {@link #agentVersion} and {@link #registeredAt}.
     */
    public static QueryShapes about(
            final List<String> attributes, final List<List<String>> values, final List<String> groups) {
        return new QueryShapes(attributes, values, groups, 25);
    }

    // ---- expressions -----------------------------------------------------------------------------------------------

    /**
     * Draws an expression.
     *
     * @param dice that choose it.
     * @return a text that can be read.
     */
    public String any(final Dice dice) {
        while (true) {
            final String text = joined(dice, expression(dice, 3));
            if (text.length() <= 2_000) {
                return text;
            }
        }
    }

    /**
     * Draws a single comparison.
     *
     * @param dice that choose it.
     * @return a text that can be read.
     */
    public String comparison(final Dice dice) {
        final List<String> tokens = new ArrayList<>();
        addComparison(dice, tokens);
        return joined(dice, tokens);
    }

    /**
     * Draws an expression with a slip of the pen.
     *
     * @param dice that choose it.
     * @return a text that in most cases cannot be read.
     */
    public String near(final Dice dice) {
        final List<String> tokens = expression(dice, 2);
        if (dice.chance(60)) {
            for (int edits = edits(dice); edits > 0 && !tokens.isEmpty(); edits--) {
                edit(dice, tokens, QuerySlips.token(dice));
            }
            return joined(dice, tokens);
        }
        final List<String> units = new ArrayList<>(List.of(joined(dice, tokens).split("")));
        for (int edits = edits(dice); edits > 0 && !units.isEmpty(); edits--) {
            edit(dice, units, QuerySlips.unit(dice));
        }
        return String.join("", units);
    }

    private static int edits(final Dice dice) {
        return dice.chance(80) ? 1 : 2;
    }

    private static void edit(final Dice dice, final List<String> parts, final String part) {
        final int i = dice.below(parts.size());
        switch (dice.below(6)) {
            case 0 -> parts.remove(i);
            case 1 -> parts.add(i, parts.get(i));
            case 2 -> Collections.swap(parts, i, dice.below(parts.size()));
            case 3 -> parts.set(i, part);
            case 4 -> parts.set(i, QuerySlips.respelled(dice, parts.get(i)));
            default -> parts.add(i, part);
        }
    }

    private List<String> expression(final Dice dice, final int levels) {
        final List<String> tokens = new ArrayList<>();
        addExpression(dice, levels, tokens);
        if (dice.chance(1)) {
            final int depth = dice.between(10, 50);
            for (int i = 0; i < depth; i++) {
                tokens.add(0, dice.chance(50) ? "(" : "!");
            }
            final int open = (int) tokens.subList(0, depth).stream().filter("("::equals).count();
            tokens.addAll(Collections.nCopies(open, ")"));
        }
        return tokens;
    }

    private void addExpression(final Dice dice, final int levels, final List<String> tokens) {
        switch (levels == 0 ? 0 : dice.below(6)) {
            case 0, 1 -> addComparison(dice, tokens);
            case 2 -> {
                tokens.add(dice.chance(50) ? "!" : inSomeCase(dice, "not"));
                addExpression(dice, levels - 1, tokens);
            }
            case 3 -> {
                tokens.add("(");
                addExpression(dice, levels - 1, tokens);
                tokens.add(")");
            }
            default -> {
                addExpression(dice, levels - 1, tokens);
                for (int more = dice.between(1, 2); more > 0; more--) {
                    tokens.add(dice.pick(List.of("||", "&&", inSomeCase(dice, "or"), inSomeCase(dice, "and"))));
                    addExpression(dice, levels - 1, tokens);
                }
            }
        }
    }

    // ---- comparisons -----------------------------------------------------------------------------------------------

    private void addComparison(final Dice dice, final List<String> tokens) {
        if (!dice.chance(percentOfOtherSubjects)) {
            if (dice.chance(25)) {
                addStrings(dice, "task:group", groups, false, tokens);
            } else {
                final int i = dice.below(attributes.size());
                addStrings(dice, "attribute:" + attributes.get(i), values.get(i), true, tokens);
            }
            return;
        }
        switch (dice.below(7)) {
            case 0 -> addStrings(dice, "agentConnected", CONNECTED, false, tokens);
            case 1 -> addStrings(dice, "ec2InstanceId", IDS, false, tokens);
            case 2 -> addOrdered(dice, "agentVersion", VERSIONS, tokens);
            case 3, 4 -> addOrdered(dice, "registeredAt", INSTANTS, tokens);
            default -> addOrdered(dice, "runningTasksCount", COUNTS, tokens);
        }
    }

    private static void addStrings(
            final Dice dice,
            final String subject,
            final List<String> strings,
            final boolean isOrdered,
            final List<String> tokens) {
        final List<String> known = strings.isEmpty() || dice.chance(7) ? KEYWORDS : strings;
        switch (dice.below(isOrdered ? 6 : 5)) {
            case 0 -> addExistence(dice, subject, tokens);
            case 1 -> addEqual(dice, subject, known, tokens);
            case 2 -> addList(dice, subject, known, tokens);
            case 3, 4 -> {
                tokens.add(subject);
                tokens.add(spelled(dice, dice.chance(50) ? List.of("=~", "matches") : List.of("!~", "not_matches")));
                tokens.add(patternQuotedOrBare(dice, QueryPatterns.about(dice, known)));
            }
            default -> addOrder(dice, subject, known, tokens);
        }
    }

    private static void addOrdered(
            final Dice dice, final String subject, final List<String> known, final List<String> tokens) {
        switch (dice.below(6)) {
            case 0 -> addExistence(dice, subject, tokens);
            case 1, 2 -> addEqual(dice, subject, known, tokens);
            case 3 -> addList(dice, subject, known, tokens);
            default -> addOrder(dice, subject, known, tokens);
        }
    }

    private static void addExistence(final Dice dice, final String subject, final List<String> tokens) {
        tokens.add(subject);
        tokens.add(spelled(dice, dice.chance(50) ? List.of("exists") : List.of("!exists", "not_exists")));
    }

    private static void addEqual(
            final Dice dice, final String subject, final List<String> known, final List<String> tokens) {
        tokens.add(subject);
        tokens.add(spelled(dice, dice.chance(50) ? List.of("==", "equals") : List.of("!=", "not_equals")));
        tokens.add(quotedOrBare(dice, dice.pick(known)));
    }

    private static void addOrder(
            final Dice dice, final String subject, final List<String> known, final List<String> tokens) {
        tokens.add(subject);
        tokens.add(spelled(
                dice,
                dice.pick(List.of(
                        List.of("<", "less_than"),
                        List.of("<=", "less_than_equal"),
                        List.of(">", "greater_than"),
                        List.of(">=", "greater_than_equal")))));
        tokens.add(quotedOrBare(dice, dice.pick(known)));
    }

    private static void addList(
            final Dice dice, final String subject, final List<String> known, final List<String> tokens) {
        tokens.add(subject);
        tokens.add(spelled(dice, dice.chance(50) ? List.of("in") : List.of("!in", "not_in")));
        tokens.add("[");
        for (int more = dice.between(1, 4); more > 0; more--) {
            tokens.add(quotedOrBare(dice, dice.pick(known)));
            tokens.add(more == 1 ? "]" : ",");
        }
    }

    // ---- spelling --------------------------------------------------------------------------------------------------

    private static String spelled(final Dice dice, final List<String> spellings) {
        return inSomeCase(dice, dice.pick(spellings));
    }

    private static String inSomeCase(final Dice dice, final String word) {
        if (dice.chance(60)) {
            return word;
        }
        final StringBuilder mixed = new StringBuilder();
        for (final String letter : word.split("")) {
            mixed.append(dice.chance(50) ? letter.toUpperCase(Locale.ROOT) : letter);
        }
        return mixed.toString();
    }

    /**
     * Draws a spelling of a literal.
     *
     * @param dice that choose it.
     * @param value of the literal.
     * @return the value bare, if it can be, or in quotes of either kind.
     */
    public static String quotedOrBare(final Dice dice, final String value) {
        final boolean canBeBare = !value.isEmpty() && value.chars().noneMatch(QuerySlips::isNeverBare);
        if (canBeBare && dice.chance(70)) {
            return value;
        }
        final char quote = dice.chance(50) ? '\'' : '"';
        final StringBuilder literal = new StringBuilder().append(quote);
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            final boolean mustBeEscaped = c == quote || c == '\\' && !staysAlone(value, i + 1);
            if (mustBeEscaped || "\\'\"".indexOf(c) >= 0 && dice.chance(50)) {
                literal.append('\\');
            }
            literal.append(c);
        }
        return literal.append(quote).toString();
    }

    /** Draws a spelling of a pattern, which may be bare where another literal may not. */
    private static String patternQuotedOrBare(final Dice dice, final String pattern) {
        return QuerySlips.isBarePattern(pattern) && dice.chance(70) ? pattern : quotedOrBare(dice, pattern);
    }

    /** Answers whether a backslash stands for itself before what follows in the value. */
    private static boolean staysAlone(final String value, final int next) {
        return next < value.length() && "\\'\"".indexOf(value.charAt(next)) < 0;
    }

    /** Joins tokens, with a space where one is needed, and at random where one is allowed. */
    private static String joined(final Dice dice, final List<String> tokens) {
        final boolean isTight = dice.chance(25);
        final StringBuilder text = new StringBuilder();
        String last = "";
        for (final String token : tokens) {
            final boolean areBare = !text.isEmpty() && bareEnd(text) && !QuerySlips.isNeverBare(token.charAt(0));
            if (areBare || QuerySlips.isBarePattern(last) && !QuerySlips.endsPattern(last, token)) {
                text.append(space(dice));
            }
            last = token;
            while (!isTight && dice.chance(text.isEmpty() ? 5 : 50)) {
                text.append(space(dice));
            }
            text.append(token);
        }
        return dice.chance(5) ? text.append(space(dice)).toString() : text.toString();
    }

    private static boolean bareEnd(final StringBuilder text) {
        return !QuerySlips.isNeverBare(text.charAt(text.length() - 1));
    }

    private static char space(final Dice dice) {
        return dice.chance(85) ? ' ' : "\t\r\n".charAt(dice.below(3));
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /**
     * Draws an instance.
     *
     * @param dice that choose it.
     * @return an instance with some of the attributes, a few of them without a value.
     */
    public PlainView view(final Dice dice) {
        final int ordinal = dice.below(1_000);
        final Map<String, String> some = new LinkedHashMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            if (dice.chance(75)) {
                final boolean hasValue = !values.get(i).isEmpty() && dice.chance(88);
                some.put(attributes.get(i), hasValue ? dice.pick(values.get(i)) : null);
            }
        }
        final TreeSet<String> there = new TreeSet<>();
        int tasks = 0;
        for (final String group : groups) {
            if (dice.chance(25)) {
                there.add(group);
                tasks += dice.between(1, 2);
            }
        }
        return new PlainView(
                ordinal,
                "id-" + ordinal,
                some,
                tasks,
                dice.chance(80),
                agentVersion(dice),
                dice.chance(15) ? null : dice.pick(IDS),
                registeredAt(dice),
                there);
    }

    /**
     * Draws the version of an agent.
     *
     * @param dice that choose it.
     * @return a version, some with more than digits and dots; null in some cases.
     */
    public static String agentVersion(final Dice dice) {
        return dice.chance(15) ? null : dice.pick(dice.chance(30) ? ODD_VERSIONS : VERSIONS);
    }

    /**
     * Draws the time of a registration.
     *
     * @param dice that choose it.
     * @return a time, mostly near one that expressions name; null in some cases.
     */
    public static Instant registeredAt(final Dice dice) {
        if (dice.chance(15)) {
            return null;
        }
        final Instant named = Instant.parse(dice.chance(50) ? "2018-02-13T00:00:00Z" : "2018-06-18T22:28:28Z");
        return switch (dice.below(5)) {
            case 0, 1 -> named;
            case 2 -> named.plusMillis(500);
            case 3 -> named.plusNanos(dice.between(-2, 2));
            default -> named.plusSeconds(dice.between(-10_000, 10_000));
        };
    }
}
