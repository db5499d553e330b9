package dev.berth.query;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import dev.berth.InstanceView;
import dev.berth.oracle.NaiveQuery;
import dev.berth.workload.Dice;
import dev.berth.workload.QueryShapes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Readers that are wrong in one thing each; the comparison of {@link QueryProperties} must find every one. */
class PlantedViolationsTest {
    private static final int TEXTS = 10_000;

    @Test
    void theOracleDoesNotDifferFromItself() {
        assertFalse(isFound(Readers.ORACLE));
    }

    @TestFactory
    List<DynamicTest> wrongMeanings() {
        return List.of(
                planted("a negative comparison is true of a missing attribute", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean ofSome(
                            final List<?> values, final Predicate<Object> test, final boolean positive) {
                        return values.isEmpty() && !positive || super.ofSome(values, test, positive);
                    }
                }),
                planted("task:group != G: no task's group is G", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean ofSome(
                            final List<?> values, final Predicate<Object> test, final boolean positive) {
                        return positive
                                ? super.ofSome(values, test, true)
                                : !values.isEmpty() && values.stream().noneMatch(test);
                    }
                }),
                planted("or binds tighter than and", text -> new NaiveQuery(text) {
                    @Override
                    protected Predicate<InstanceView> expression() {
                        Predicate<InstanceView> result = disjunction();
                        while (takeAnd()) {
                            result = result.and(disjunction());
                        }
                        return result;
                    }

                    private Predicate<InstanceView> disjunction() {
                        Predicate<InstanceView> result = unary();
                        while (takeOr()) {
                            result = result.or(unary());
                        }
                        return result;
                    }
                }),
                planted("and and or bind alike", text -> new NaiveQuery(text) {
                    @Override
                    protected Predicate<InstanceView> expression() {
                        Predicate<InstanceView> result = unary();
                        while (true) {
                            if (takeAnd()) {
                                result = result.and(unary());
                            } else if (takeOr()) {
                                result = result.or(unary());
                            } else {
                                return result;
                            }
                        }
                    }
                }),
                planted("a pattern is found within the value", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean matches(final Pattern pattern, final String value) {
                        return pattern.matcher(value).find();
                    }
                }),
                planted("a pattern matches whatever the case", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean matches(final Pattern pattern, final String value) {
                        return Pattern.compile(pattern.pattern(), Pattern.CASE_INSENSITIVE).matches(value);
                    }
                }),
                planted("a point matches a line end", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean matches(final Pattern pattern, final String value) {
                        return Pattern.compile(pattern.pattern(), Pattern.DOTALL).matches(value);
                    }
                }),
                planted("numbers are compared as text", text -> new NaiveQuery(text) {
                    @Override
                    protected int attributeOrder(final String value, final String literal) {
                        return value.compareTo(literal);
                    }
                }),
                planted("text is compared by unit, not by code point", text -> new NaiveQuery(text) {
                    @Override
                    protected int attributeOrder(final String value, final String literal) {
                        final boolean areUnits = (value + literal).chars().anyMatch(c -> c > 127);
                        return areUnits ? value.compareTo(literal) : super.attributeOrder(value, literal);
                    }
                }),
                planted("equal numbers are equal strings", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean isEqual(final Object value, final Object literal) {
                        return value instanceof String string
                                ? attributeOrder(string, (String) literal) == 0
                                : super.isEqual(value, literal);
                    }
                }),
                planted("versions are equal if written alike", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean isEqual(final Object value, final Object literal) {
                        return value.equals(literal);
                    }
                }),
                planted("an attribute without a value does not exist", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean attributeExists(final InstanceView view, final String name) {
                        return view.attribute(name) != null;
                    }
                }));
    }

    @TestFactory
    List<DynamicTest> wrongReaders() {
        return List.of(
                planted("keywords are in lower case alone", text -> new NaiveQuery(text) {
                    @Override
                    protected String keyword(final String word) {
                        return word;
                    }
                }),
                planted("letters that become others in upper case", text -> new NaiveQuery(text) {
                    @Override
                    protected String keyword(final String word) {
                        return word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
                    }
                }),
                planted("a backslash escapes whatever follows", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean isEscaped(final char c) {
                        return true;
                    }
                }),
                planted("a backslash escapes nothing", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean isEscaped(final char c) {
                        return false;
                    }
                }),
                planted("keywords are no literals", text -> new NaiveQuery(text) {
                    @Override
                    protected String literal() {
                        final String literal = super.literal();
                        if (literal.equals("and") || literal.equals("not")) {
                            throw new IllegalArgumentException(literal);
                        }
                        return literal;
                    }
                }),
                planted("every subject takes every operator", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean takes(final Set<String> refused, final String operator) {
                        return refused.contains("=~") || super.takes(refused, operator)
                                || operator.length() == 1 && refused.contains("<");
                    }
                }),
                planted("a bare pattern ends at a comma", text -> new NaiveQuery(text) {
                    @Override
                    protected String pattern() {
                        final String pattern = super.pattern();
                        if (pattern.contains(",")) {
                            throw new IllegalArgumentException(pattern);
                        }
                        return pattern;
                    }
                }),
                planted("a bare pattern ends at any bracket that closes", text -> new NaiveQuery(text) {
                    @Override
                    protected boolean endsPattern(final int parentheses, final int brackets) {
                        return super.endsPattern(0, 0);
                    }
                }),
                planted("a pattern is as any literal", text -> new NaiveQuery(text) {
                    @Override
                    protected String pattern() {
                        return literal();
                    }
                }),
                planted("less nesting", text -> new NaiveQuery(text) {
                    @Override
                    protected int maxDepth() {
                        return 40;
                    }
                }));
    }

    private static DynamicTest planted(final String mistake, final Function<String, NaiveQuery> reader) {
        return DynamicTest.dynamicTest(
                mistake, () -> assertTrue(isFound(text -> reader.apply(text).read()), "nobody noticed"));
    }

    private static boolean isFound(final Readers.Reader reader) {
        final QueryShapes shapes = new QueryShapes();
        for (int seed = 0; seed < TEXTS; seed++) {
            final Dice dice = new Dice(seed);
            final String text = switch (seed % 3) {
                case 0 -> shapes.comparison(dice);
                case 1 -> shapes.any(dice);
                default -> shapes.near(dice);
            };
            if (Readers.difference(reader, text, Readers.views(shapes, dice, 20)).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
