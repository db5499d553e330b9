package dev.berth.oracle;

import com.google.re2j.Pattern;
import dev.berth.InstanceView;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The query language, said a second time: a reader that goes through the text character by character and makes a
 * predicate at once. There is a method for each rule of the grammar, and one for each rule of the meaning.
 *
 * <p>What cannot be read is an {@link IllegalArgumentException}. For one text and one thread.
 *
 * <p>The protected methods are there to be got wrong: a test plants mistakes and sees to it that each is found.
 */
public class NaiveQuery {
    private static final int MAX_UNITS = 2_000;
    private static final int MAX_DEPTH = 64;
    private static final String SPACE = " \t\r\n";
    private static final String NEVER_BARE = SPACE + ",[]()'\"=!<>&|";
    private static final String QUOTES = "'\"";
    private static final String ESCAPED = "\\'\"";
    private static final String ATTRIBUTE = "attribute:";

    /** The longer ones first. */
    private static final List<String> SYMBOLS = List.of("==", "!=", ">=", "<=", "=~", "!~", ">", "<");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("exists", "exists"),
            Map.entry("!exists", "!exists"),
            Map.entry("not_exists", "!exists"),
            Map.entry("equals", "=="),
            Map.entry("not_equals", "!="),
            Map.entry("greater_than", ">"),
            Map.entry("greater_than_equal", ">="),
            Map.entry("less_than", "<"),
            Map.entry("less_than_equal", "<="),
            Map.entry("matches", "=~"),
            Map.entry("not_matches", "!~"),
            Map.entry("in", "in"),
            Map.entry("!in", "!in"),
            Map.entry("not_in", "!in"));

    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");
    private static final Set<String> PATTERN = Set.of("=~", "!~");
    private static final Set<String> EXISTENCE = Set.of("exists", "!exists");
    private static final Set<String> LIST = Set.of("in", "!in");

    private final String text;
    private final List<String> comparisons = new ArrayList<>();
    private int at;
    private int depth;

    /**
     * A reader.
     *
     * @param text of the expression.
     */
    public NaiveQuery(final String text) {
        this.text = text;
    }

    /**
     * Reads an expression.
     *
     * @param text of the expression.
     * @return what it says of an instance.
     * @throws IllegalArgumentException if it cannot be read.
     */
    public static Predicate<InstanceView> parse(final String text) {
        return new NaiveQuery(text).read();
    }

    /**
     * Reads the expression; once.
     *
     * @return what it says of an instance.
     * @throws IllegalArgumentException if it cannot be read.
     */
    public final Predicate<InstanceView> read() {
        require(text.length() <= MAX_UNITS, "at most 2,000 units");
        final Predicate<InstanceView> whole = expression();
        skipSpace();
        require(at == text.length(), "the end");
        return whole;
    }

    /**
     * The comparisons that were read so far.
     *
     * @return the subject (of an attribute {@code attribute:} alone), a space and the operator's symbol, for each.
     */
    public final List<String> comparisons() {
        return List.copyOf(comparisons);
    }

    // ---- grammar ---------------------------------------------------------------------------------------------------

    /**
     * {@code expr := and { ("or" | "||") and }}.
     *
     * @return what it says.
     */
    protected Predicate<InstanceView> expression() {
        Predicate<InstanceView> result = conjunction();
        while (takeOr()) {
            result = result.or(conjunction());
        }
        return result;
    }

    /**
     * {@code and := unary { ("and" | "&&") unary }}.
     *
     * @return what it says.
     */
    protected Predicate<InstanceView> conjunction() {
        Predicate<InstanceView> result = unary();
        while (takeAnd()) {
            result = result.and(unary());
        }
        return result;
    }

    /**
     * {@code unary := ("not" | "!") unary | "(" expr ")" | subject op}.
     *
     * @return what it says.
     */
    protected Predicate<InstanceView> unary() {
        if (takeNot()) {
            return nested(this::unary).negate();
        }
        if (takeSymbol("(")) {
            final Predicate<InstanceView> inner = nested(this::expression);
            require(takeSymbol(")"), ")");
            return inner;
        }
        final Subject subject = subject();
        final String operator = operator();
        require(takes(subject.refused, operator), "an operator that " + subject.name + " takes");
        comparisons.add(subject.name + " " + operator);
        if (EXISTENCE.contains(operator)) {
            return view -> exists(subject, view) == operator.equals("exists");
        }
        return comparison(subject, operator, literals(operator));
    }

    private Predicate<InstanceView> nested(final Supplier<Predicate<InstanceView>> inner) {
        depth++;
        require(depth <= maxDepth(), "at most 64 levels");
        final Predicate<InstanceView> result = inner.get();
        depth--;
        return result;
    }

    private Subject subject() {
        skipSpace();
        final String word = takeBare();
        if (word.startsWith(ATTRIBUTE) && word.length() > ATTRIBUTE.length()) {
            final String name = word.substring(ATTRIBUTE.length());
            return new Subject(ATTRIBUTE, s -> s, Set.of(), view -> ifSet(view.attribute(name), s -> s), name);
        }
        return switch (word) {
            case "agentConnected" -> new Subject(
                    word, s -> s, ORDER, view -> List.of(String.valueOf(view.agentConnected())), null);
            case "ec2InstanceId" -> new Subject(
                    word, s -> s, ORDER, view -> ifSet(view.ec2InstanceId(), s -> s), null);
            case "agentVersion" -> new Subject(
                    word,
                    NaiveValues::version,
                    PATTERN,
                    view -> ifSet(view.agentVersion(), NaiveValues::versionOfInstance),
                    null);
            case "registeredAt" -> new Subject(
                    word,
                    NaiveValues::instant,
                    PATTERN,
                    view -> ifSet(view.registeredAt(), NaiveValues::instantOfInstance),
                    null);
            case "runningTasksCount" -> new Subject(
                    word,
                    NaiveValues::count,
                    PATTERN,
                    view -> List.of(BigDecimal.valueOf(view.runningTasksCount())),
                    null);
            case "task:group" -> new Subject(word, s -> s, ORDER, view -> List.copyOf(view.groups()), null);
            default -> throw new IllegalArgumentException("at " + at + ": no subject: " + word);
        };
    }

    private String operator() {
        skipSpace();
        final String symbol = SYMBOLS.stream().filter(s -> text.startsWith(s, at)).findFirst().orElse(null);
        if (symbol != null) {
            at += symbol.length();
            return symbol;
        }
        final String word = (takeSymbol("!") ? "!" : "") + takeBare();
        final String operator = WORDS.get(keyword(word));
        require(operator != null, "an operator");
        return operator;
    }

    private List<String> literals(final String operator) {
        if (LIST.contains(operator)) {
            return list();
        }
        return List.of(PATTERN.contains(operator) ? pattern() : literal());
    }

    private List<String> list() {
        require(takeSymbol("["), "[");
        final List<String> literals = new ArrayList<>();
        do {
            literals.add(literal());
        } while (takeSymbol(","));
        require(takeSymbol("]"), ", or ]");
        return literals;
    }

    /**
     * A word, any, or a quoted literal.
     *
     * @return what it stands for.
     */
    protected String literal() {
        skipSpace();
        if (takeSymbol("'")) {
            return quoted('\'');
        }
        if (takeSymbol("\"")) {
            return quoted('"');
        }
        final String word = takeBare();
        require(!word.isEmpty(), "a literal");
        return word;
    }

    /**
     * A bare pattern, which may hold brackets, parentheses and other signs, or a quoted one.
     *
     * @return what it stands for.
     */
    protected String pattern() {
        skipSpace();
        if (at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0) {
            return literal();
        }
        final int start = at;
        int parentheses = 0;
        int brackets = 0;
        while (at < text.length() && !endsPattern(parentheses, brackets)) {
            parentheses += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            brackets += text.charAt(at) == '[' ? 1 : text.charAt(at) == ']' ? -1 : 0;
            at++;
        }
        require(at > start, "a pattern");
        require(parentheses == 0 && brackets == 0, "what closes each parenthesis and bracket of the pattern");
        return text.substring(start, at);
    }

    /**
     * Whether a bare pattern ends before the character that is next.
     *
     * @param parentheses that it opened and did not close.
     * @param brackets that it opened and did not close.
     * @return true if so.
     */
    protected boolean endsPattern(final int parentheses, final int brackets) {
        final char c = text.charAt(at);
        return SPACE.indexOf(c) >= 0
                || QUOTES.indexOf(c) >= 0
                || c == '&'
                || text.startsWith("||", at)
                || c == ')' && parentheses == 0
                || c == ']' && brackets == 0;
    }

    private String quoted(final char quote) {
        final StringBuilder literal = new StringBuilder();
        while (true) {
            require(at < text.length(), "the closing quote");
            final char c = text.charAt(at++);
            if (c == quote) {
                return literal.toString();
            }
            if (c == '\\' && at < text.length() && isEscaped(text.charAt(at))) {
                literal.append(text.charAt(at++));
            } else {
                literal.append(c);
            }
        }
    }

    /**
     * Takes {@code or} or {@code ||}.
     *
     * @return whether it was there.
     */
    protected boolean takeOr() {
        return takeWord("or") || takeSymbol("||");
    }

    /**
     * Takes {@code and} or {@code &&}.
     *
     * @return whether it was there.
     */
    protected boolean takeAnd() {
        return takeWord("and") || takeSymbol("&&");
    }

    private boolean takeNot() {
        return takeWord("not") || takeSymbol("!");
    }

    // ---- characters ------------------------------------------------------------------------------------------------

    private void skipSpace() {
        while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean takeSymbol(final String symbol) {
        skipSpace();
        final boolean there = text.startsWith(symbol, at);
        at += there ? symbol.length() : 0;
        return there;
    }

    private boolean takeWord(final String word) {
        skipSpace();
        final int start = at;
        final boolean there = keyword(takeBare()).equals(word);
        at = there ? at : start;
        return there;
    }

    /** What is here up to the next character that is never bare; may be empty. */
    private String takeBare() {
        final int start = at;
        while (at < text.length() && NEVER_BARE.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void require(final boolean holds, final String expected) {
        if (!holds) {
            throw new IllegalArgumentException("at " + at + ": expected " + expected);
        }
    }

    // ---- meaning ---------------------------------------------------------------------------------------------------

    /**
     * What can be compared.
     *
     * @param name as written; of an attribute {@code attribute:}.
     * @param type reads a literal, or throws.
     * @param refused the operators that it does not take.
     * @param values of an instance: none if it is missing or has no value, several for groups alone.
     * @param attribute its name; null for other subjects.
     */
    private record Subject(
            String name,
            Function<String, Object> type,
            Set<String> refused,
            Function<InstanceView, List<?>> values,
            String attribute) {}

    /** A comparison: true if it is of some value of the subject, so that it is false where there is none. */
    private Predicate<InstanceView> comparison(
            final Subject subject, final String operator, final List<String> literals) {
        if (PATTERN.contains(operator)) {
            final Pattern pattern = NaiveValues.pattern(literals.get(0));
            final Predicate<Object> matches = value -> matches(pattern, (String) value);
            return view -> ofSome(subject.values.apply(view), matches, operator.equals("=~"));
        }
        final List<Object> others = literals.stream().map(subject.type).toList();
        final Predicate<Object> isThere = value -> others.stream().anyMatch(other -> isEqual(value, other));
        final Predicate<Object> test =
                switch (operator) {
                    case "<" -> value -> order(value, others.get(0)) < 0;
                    case "<=" -> value -> order(value, others.get(0)) <= 0;
                    case ">" -> value -> order(value, others.get(0)) > 0;
                    case ">=" -> value -> order(value, others.get(0)) >= 0;
                    default -> isThere;
                };
        return view -> ofSome(subject.values.apply(view), test, !operator.equals("!=") && !operator.equals("!in"));
    }

    /**
     * Whether some value passes a test, or, for a negative operator, fails it.
     *
     * @param values of the subject.
     * @param test of one of them.
     * @param positive false for {@code !=}, {@code !in} and {@code !~}.
     * @return true if so.
     */
    protected boolean ofSome(final List<?> values, final Predicate<Object> test, final boolean positive) {
        return values.stream().anyMatch(value -> test.test(value) == positive);
    }

    private boolean exists(final Subject subject, final InstanceView view) {
        return subject.attribute == null
                ? !subject.values.apply(view).isEmpty()
                : attributeExists(view, subject.attribute);
    }

    /**
     * Whether an attribute exists: with a value or without.
     *
     * @param view of the instance.
     * @param name of the attribute.
     * @return true if so.
     */
    protected boolean attributeExists(final InstanceView view, final String name) {
        return view.hasAttribute(name);
    }

    /**
     * Whether a value matches as a whole.
     *
     * @param pattern to be matched.
     * @param value of the subject.
     * @return true if so.
     */
    protected boolean matches(final Pattern pattern, final String value) {
        return pattern.matches(value);
    }

    /**
     * Whether values are equal: strings if they are the same, numbers, versions and instants if neither is less.
     *
     * @param value of the subject.
     * @param literal of its type.
     * @return true if so.
     */
    protected boolean isEqual(final Object value, final Object literal) {
        return value instanceof String ? value.equals(literal) : order(value, literal) == 0;
    }

    private int order(final Object value, final Object literal) {
        if (value instanceof String string) {
            return attributeOrder(string, (String) literal);
        }
        return value instanceof BigDecimal number
                ? number.compareTo((BigDecimal) literal)
                : ((NaiveValues.Version) value).compareTo((NaiveValues.Version) literal);
    }

    /**
     * The order of an attribute's value and a literal: that of numbers if both are some, else by code point.
     *
     * @param value of the attribute.
     * @param literal as written.
     * @return less than 0, 0, or more than 0.
     */
    protected int attributeOrder(final String value, final String literal) {
        return NaiveValues.isNumber(value) && NaiveValues.isNumber(literal)
                ? new BigDecimal(value).compareTo(new BigDecimal(literal))
                : NaiveValues.codePointOrder(value, literal);
    }

    /**
     * Whether a subject takes an operator.
     *
     * @param refused those that it does not take.
     * @param operator as a symbol.
     * @return true if so.
     */
    protected boolean takes(final Set<String> refused, final String operator) {
        return !refused.contains(operator);
    }

    /**
     * What a word is as a keyword: letters A-Z count as a-z, and no others do.
     *
     * @param word as written.
     * @return in lower case.
     */
    protected String keyword(final String word) {
        return word.chars().allMatch(c -> c < 128) ? word.toLowerCase(Locale.ROOT) : "";
    }

    /**
     * Whether a backslash before a character of a quoted literal stands for that character.
     *
     * @param c the character.
     * @return true if so, false if the backslash stands for itself.
     */
    protected boolean isEscaped(final char c) {
        return ESCAPED.indexOf(c) >= 0;
    }

    /**
     * How deep parentheses and {@code not} may nest, counted together.
     *
     * @return levels.
     */
    protected int maxDepth() {
        return MAX_DEPTH;
    }

    private static <T> List<?> ifSet(final T value, final Function<T, ?> read) {
        return value == null ? List.of() : List.of(read.apply(value));
    }
}
