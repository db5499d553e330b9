package dev.berth.query;

import com.google.re2j.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator and its literals, read as the type of a subject. A subclass implements the test for the values of its
 * type.
 */
abstract class Criterion {
    final Operator operator;

    Criterion(final Operator operator) {
        this.operator = operator;
    }

    /** Reads literals. Their number must be right for the operator, and the subject must take the operator. */
    static Criterion of(final Subject subject, final Operator operator, final List<String> literals) {
        if (operator.isPresence()) {
            return new Presence(operator);
        }
        if (operator.isPattern()) {
            return new Match(operator, literals.get(0));
        }
        return switch (subject) {
            case AGENT_VERSION -> new OfVersion(operator, literals);
            case REGISTERED_AT -> new OfInstant(operator, literals);
            case RUNNING_TASKS_COUNT -> new OfCount(operator, literals);
            default -> operator.isOrder() ? new Order(operator, literals.get(0)) : new Among(operator, literals);
        };
    }

    boolean holds(final String value) {
        throw new IllegalStateException("value is a text, must have the type of the subject");
    }

    boolean holds(final Instant value) {
        throw new IllegalStateException("value is an instant, must have the type of the subject");
    }

    boolean holds(final int value) {
        throw new IllegalStateException("value is a number, must have the type of the subject");
    }

    /**
     * Answers whether the order of a value relative to a literal is the one that the operator asks; for a negative
     * operator, the order asked is equality.
     */
    final boolean agrees(final int order) {
        return switch (operator) {
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            default -> order == 0;
        };
    }

    private static Fault unreadable(final List<String> literals, final int index, final String allowed) {
        return new Fault("literal", literals.get(index), allowed, index);
    }

    /** The test of {@code exists} and {@code !exists}, for values of any type. */
    private static final class Presence extends Criterion {
        Presence(final Operator operator) {
            super(operator);
        }

        @Override
        boolean holds(final String value) {
            return operator == Operator.EXISTS;
        }

        @Override
        boolean holds(final Instant value) {
            return operator == Operator.EXISTS;
        }

        @Override
        boolean holds(final int value) {
            return operator == Operator.EXISTS;
        }
    }

    /** The test whether a string is equal to one of several. */
    private static final class Among extends Criterion {
        private final Set<String> literals;

        Among(final Operator operator, final List<String> literals) {
            super(operator);
            this.literals = Set.copyOf(literals);
        }

        @Override
        boolean holds(final String value) {
            return literals.contains(value) != operator.isNegative();
        }
    }

    /** The test whether a string as a whole matches a pattern. */
    private static final class Match extends Criterion {
        private final Pattern pattern;

        Match(final Operator operator, final String literal) {
            super(operator);
            final PatternSize size = PatternSize.of(literal);
            if (size.refusal() != null) {
                throw new Fault("literal", literal, "a pattern " + size.refusal(), 0);
            }
            try {
                pattern = Pattern.compile(literal);
            } catch (final RuntimeException e) {
                // RE2/J nearly always throws a PatternSyntaxException; any other exception also means that it refuses
                // the pattern.
                throw new Fault("literal", literal, "a pattern of RE2/J (" + e.getMessage() + ")", 0);
            }
            assert pattern.programSize() <= size.instructions();
        }

        @Override
        boolean holds(final String value) {
            return pattern.matches(value) != operator.isNegative();
        }
    }

    /** The test of the order of strings: as numbers if both sides are numbers, by code point otherwise. */
    private static final class Order extends Criterion {
        private final String literal;
        private final @Nullable DecimalNumber number;

        Order(final Operator operator, final String literal) {
            super(operator);
            this.literal = literal;
            number = DecimalNumber.of(literal);
        }

        @Override
        boolean holds(final String value) {
            final DecimalNumber other = number == null ? null : DecimalNumber.of(value);
            return agrees(
                    number == null || other == null ? byCodePoint(value, literal) : other.compareTo(number));
        }

        private static int byCodePoint(final String a, final String b) {
            int i = 0;
            while (i < a.length() && i < b.length()) {
                final int ofA = a.codePointAt(i);
                final int ofB = b.codePointAt(i);
                if (ofA != ofB) {
                    return Integer.compare(ofA, ofB);
                }
                i += Character.charCount(ofA);
            }
            return Integer.compare(a.length(), b.length());
        }
    }

    private static final class OfVersion extends Criterion {
        private final VersionNumber[] literals;

        OfVersion(final Operator operator, final List<String> literals) {
            super(operator);
            this.literals = new VersionNumber[literals.size()];
            for (int i = 0; i < this.literals.length; i++) {
                this.literals[i] = VersionNumber.of(literals.get(i));
                if (this.literals[i] == null) {
                    throw unreadable(literals, i, "dotted numbers such as 1.14.5");
                }
            }
        }

        @Override
        boolean holds(final String value) {
            final VersionNumber version = VersionNumber.ofLeadingDigits(value);
            for (final VersionNumber literal : literals) {
                if (agrees(version.compareTo(literal))) {
                    return !operator.isNegative();
                }
            }
            return operator.isNegative();
        }
    }

    private static final class OfInstant extends Criterion {
        private final InstantLiteral[] literals;

        OfInstant(final Operator operator, final List<String> literals) {
            super(operator);
            this.literals = new InstantLiteral[literals.size()];
            for (int i = 0; i < this.literals.length; i++) {
                this.literals[i] = InstantLiteral.of(literals.get(i));
                if (this.literals[i] == null) {
                    throw unreadable(
                            literals, i, "a date that there is, YYYY-MM-DD[THH:MM[:SS[.fraction]][Z or ±HH:MM]]");
                }
            }
        }

        @Override
        boolean holds(final Instant value) {
            for (final InstantLiteral literal : literals) {
                if (agrees(literal.compareFrom(value))) {
                    return !operator.isNegative();
                }
            }
            return operator.isNegative();
        }
    }

    private static final class OfCount extends Criterion {
        /** The number of digits, with a leading 0, from which on a literal is larger than any count. */
        private static final int MANY_DIGITS = 11;

        private static final long MANY = 100_000_000_000L;

        /**
         * The literals. One outside the range of counts is MANY or its negative, which compares with a count as the
         * literal does.
         */
        private final long[] literals;

        OfCount(final Operator operator, final List<String> literals) {
            super(operator);
            this.literals = new long[literals.size()];
            for (int i = 0; i < this.literals.length; i++) {
                final String literal = literals.get(i);
                final int start = Digits.afterSign(literal);
                if (start == literal.length() || Digits.end(literal, start) < literal.length()) {
                    throw unreadable(literals, i, "an integer");
                }
                final String digits = "0" + Digits.withoutLeadingZeros(literal, start, literal.length());
                final long magnitude = digits.length() > MANY_DIGITS ? MANY : Long.parseLong(digits);
                this.literals[i] = literal.charAt(0) == '-' ? -magnitude : magnitude;
            }
        }

        @Override
        boolean holds(final int value) {
            for (final long literal : literals) {
                if (agrees(Long.compare(value, literal))) {
                    return !operator.isNegative();
                }
            }
            return operator.isNegative();
        }
    }
}
