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
 * The query language written a second time: a reader that goes through the text character by character and builds a
 * predicate. It has a method for each rule of the grammar, and one for each rule of the meaning.
 *
 * <p>A text that cannot be read is refused with an {@link IllegalArgumentException}. For one text and one thread.
 *
 * <p>The protected methods exist to be overridden with mistakes: a test plants them and requires each to be found.
 */
public class NaiveQuery {
    private static final int MAX_UNITS = 2_000;
    private static final int MAX_DEPTH = 64;
    private static final String SPACE = " \t\r\n";
    private static final String NEVER_BARE = SPACE + ",[]()'\"=!<>&|";
    private static final String QUOTES = "'\"";
    private static final String ESCAPED = "\\'\"";
    private static final String ATTRIBUTE = "attribute:";

    /** The symbols of operators; a longer one comes before its own beginning. */
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
     * Creates a reader.
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
     * @return the predicate of an instance.
     * @throws IllegalArgumentException if the text cannot be read.
     */
    public static Predicate<InstanceView> parse(final String text) {
        return new NaiveQuery(text).read();
    }

    /**
     * Reads the expression; may be called once.
     *
     * @return the predicate of an instance.
     * @throws IllegalArgumentException if the text cannot be read.
     */
    public final Predicate<InstanceView> read() {
        require(text.length() <= MAX_UNITS, "at most 2,000 units");
        final Predicate<InstanceView> whole = expression();
        skipSpace();
        require(at == text.length(), "the end");
        return whole;
    }

    /**
     * Returns the comparisons that were read so far.
     *
     * @return for each the subject ({@code attribute:} for every attribute), a space, and the symbol of the operator.
     */
    public final List<String> comparisons() {
        return List.copyOf(comparisons);
    }

    // ---- grammar ---------------------------------------------------------------------------------------------------

    /**
     * Reads {@code expr := and { ("or" | "||") and }}.
     *
     * @return the predicate.
     */
    protected Predicate<InstanceView> expression() {
        Predicate<InstanceView> result = conjunction();
        while (takeOr()) {
            result = result.or(conjunction());
        }
        return result;
    }

    /**
     * Reads {@code and := unary { ("and" | "&&") unary }}.
     *
     * @return the predicate.
     */
    protected Predicate<InstanceView> conjunction() {
        Predicate<InstanceView> result = unary();
        while (takeAnd()) {
            result = result.and(unary());
        }
        return result;
    }

    /**
     * Reads {@code unary := ("not" | "!") unary | "(" expr ")" | subject op}.
     *
     * @return the predicate.
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
     * Reads a literal: any word, or text in quotes.
     *
     * @return its value.
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
     * Reads a pattern: in quotes, or bare, where it may hold brackets, parentheses and other signs.
     *
     * @return its value.
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
     * Answers whether a bare pattern ends before the next character.
     *
     * @param parentheses number of parentheses that the pattern has open.
     * @param brackets number of brackets that the pattern has open.
     * @return true if it ends.
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
     * Reads {@code or} or {@code ||} if it comes next.
     *
     * @return true if it did.
     */
    protected boolean takeOr() {
        return takeWord("or") || takeSymbol("||");
    }

    /**
     * Reads {@code and} or {@code &&} if it comes next.
     *
     * @return true if it did.
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

    /** Reads up to the next character that only quotes may hold; the result may be empty. */
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
     * A subject of comparisons.
     *
     * @param name as written; {@code attribute:} for every attribute.
     * @param type reads a literal, or throws.
     * @param refused operators that the subject does not take.
     * @param values returns those of an instance: none if the subject is missing or has no value, several only for
     *     groups.
     * @param attribute name of the attribute; null for other subjects.
     */
    private record Subject(
            String name,
            Function<String, Object> type,
            Set<String> refused,
            Function<InstanceView, List<?>> values,
            String attribute) {}

    /** Returns a comparison. It is true if it holds for some value of the subject, and false if there is no value. */
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
     * Answers whether some value passes a test or, for a negative operator, fails it.
     *
     * @param values of the subject.
     * @param test of one value.
     * @param positive false for {@code !=}, {@code !in} and {@code !~}.
     * @return true if some value does.
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
     * Answers whether an attribute exists, with a value or without.
     *
     * @param view of the instance.
     * @param name of the attribute.
     * @return true if it exists.
     */
    protected boolean attributeExists(final InstanceView view, final String name) {
        return view.hasAttribute(name);
    }

    /**
     * Answers whether a pattern matches the whole of a value.
     *
     * @param pattern to match.
     * @param value of the subject.
     * @return true if it does.
     */
    protected boolean matches(final Pattern pattern, final String value) {
        return pattern.matches(value);
    }

    /**
     * Answers whether two values are equal: strings by their characters, numbers, versions and instants by their order.
     *
     * @param value of the subject.
     * @param literal of the same type.
     * @return true if they are.
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
     * Compares an attribute's value with a literal: as numbers if both are numbers, else by code point.
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
     * Answers whether a subject takes an operator.
     *
     * @param refused operators that it does not take.
     * @param operator as a symbol.
     * @return true if it takes it.
     */
    protected boolean takes(final Set<String> refused, final String operator) {
        return !refused.contains(operator);
    }

    /**
     * Returns a word as a keyword: the letters A-Z become a-z, and all others stay.
     *
     * @param word as written.
     * @return the word in lower case.
     */
    protected String keyword(final String word) {
        return word.chars().allMatch(c -> c < 128) ? word.toLowerCase(Locale.ROOT) : "";
    }

    /**
     * Answers whether a backslash before a character of a quoted literal stands for that character alone.
     *
     * @param c the character.
     * @return true if it does, false if the backslash stands for itself.
     */
    protected boolean isEscaped(final char c) {
        return ESCAPED.indexOf(c) >= 0;
    }

    /**
     * Returns how deep parentheses and {@code not} may nest, counted together.
     *
     * @return a number of levels.
     */
    protected int maxDepth() {
        return MAX_DEPTH;
    }

    private static <T> List<?> ifSet(final T value, final Function<T, ?> read) {
        return value == null ? List.of() : List.of(read.apply(value));
    }
}
