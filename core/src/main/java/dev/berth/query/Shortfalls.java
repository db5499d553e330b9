package dev.berth.query;

import dev.berth.InstanceView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reasons why an expression is false for an instance: the comparisons that make it false, what the instance has
 * instead, and a guess at what was meant if the two are alike.
 */
final class Shortfalls {
    /** The largest number of comparisons, and of groups of an instance, that are listed. */
    private static final int MOST = 5;

    private final InstanceView instance;
    private final List<String> listed = new ArrayList<>();
    private int unlisted;

    private Shortfalls(final InstanceView instance) {
        this.instance = instance;
    }

    /**
     * Returns the comparisons that make an expression false, each with what the instance has; empty if the expression
     * holds.
     */
    static List<String> of(final Expression expression, final InstanceView instance) {
        final Shortfalls shortfalls = new Shortfalls(instance);
        shortfalls.collect(expression, true);
        if (shortfalls.unlisted > 0) {
            shortfalls.listed.add("and " + shortfalls.unlisted + " more");
        }
        return shortfalls.listed;
    }

    /** Collects the comparisons that keep an expression from having the wanted value. */
    private void collect(final Expression expression, final boolean wanted) {
        if (Evaluation.holds(expression, instance) == wanted) {
            return;
        }
        if (expression instanceof Expression.And and) {
            and.operands().forEach(operand -> collect(operand, wanted));
        } else if (expression instanceof Expression.Or or) {
            or.operands().forEach(operand -> collect(operand, wanted));
        } else if (expression instanceof Expression.Not not) {
            collect(not.operand(), !wanted);
        } else if (listed.size() == MOST) {
            unlisted++;
        } else {
            final Comparison comparison = (Comparison) expression;
            listed.add((wanted ? "" : "not ") + comparison + ": " + there(comparison)
                    + (wanted ? meant(comparison) : ""));
        }
    }

    private String there(final Comparison comparison) {
        return switch (comparison.subject()) {
            case ATTRIBUTE -> attribute(comparison.attributeName());
            case AGENT_CONNECTED -> has(String.valueOf(instance.agentConnected()));
            case AGENT_VERSION -> has(instance.agentVersion());
            case EC2_INSTANCE_ID -> has(instance.ec2InstanceId());
            case REGISTERED_AT -> has(instance.registeredAt() == null ? null : instance.registeredAt().toString());
            case RUNNING_TASKS_COUNT -> has(String.valueOf(instance.runningTasksCount()));
            case TASK_GROUP -> groups();
        };
    }

    private String attribute(final String name) {
        if (!instance.hasAttribute(name)) {
            return "the instance has no such attribute";
        }
        final String value = instance.attribute(name);
        return value == null ? "the instance has it without a value" : has(value);
    }

    private static String has(final @Nullable String value) {
        return "the instance has " + (value == null ? "none" : shown(value));
    }

    private String groups() {
        final String some =
                instance.groups().stream().limit(MOST).map(Shortfalls::shown).collect(Collectors.joining(", "));
        final int more = instance.groups().size() - MOST;
        return some.isEmpty()
                ? "no task runs there"
                : "tasks there are of " + some + (more > 0 ? " and " + more + " more" : "");
    }

    private static String shown(final String value) {
        return Lexer.isBare(value) && value.length() <= Fault.MAX_SHOWN ? value : Fault.shown(value);
    }

    // ---- what was meant --------------------------------------------------------------------------------------------

    /** Returns a guess at what was meant by a comparison that an attribute does not satisfy; empty without a guess. */
    private String meant(final Comparison comparison) {
        final String value =
                comparison.subject() == Subject.ATTRIBUTE ? instance.attribute(comparison.attributeName()) : null;
        return value == null ? "" : meant(comparison, value);
    }

    /**
     * Returns a guess at what was meant by a comparison that a value of its attribute does not satisfy; empty without a
     * guess.
     */
    static String meant(final Comparison comparison, final String value) {
        return switch (comparison.operator()) {
            case EQUAL, IN -> meantByLiterals(comparison, value);
            case MATCHES -> meantByPattern(comparison.literals().get(0), value);
            default -> "";
        };
    }

    private static String meantByLiterals(final Comparison comparison, final String value) {
        for (final String literal : comparison.literals()) {
            if (literal.equalsIgnoreCase(value)) {
                return ", which differs in case alone";
            }
            final String spread = withPoints(literal);
            if (matches(literal, value)) {
                return "; did you mean =~ " + Printer.literal(literal) + "?";
            }
            if (!spread.equals(literal) && matches(spread, value)) {
                return "; did you mean =~ " + Printer.literal(spread) + "?";
            }
        }
        return "";
    }

    private static String meantByPattern(final String pattern, final String value) {
        if (matches("(?i)" + pattern, value)) {
            return ", which differs in case alone";
        }
        final String spread = withPoints(pattern);
        if (matches(spread, value)) {
            return "; did you mean " + Printer.literal(spread) + "? A * repeats what is before it";
        }
        final String longer = pattern + ".*";
        return matches(longer, value)
                ? "; did you mean " + Printer.literal(longer) + "? A pattern must match the whole value"
                : "";
    }

    /** Replaces each {@code *} that follows a letter, a digit or a hyphen, or starts the pattern, by {@code .*}. */
    private static String withPoints(final String pattern) {
        final StringBuilder spread = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            final char c = pattern.charAt(i);
            final char before = i == 0 ? ' ' : pattern.charAt(i - 1);
            final boolean isEscaped = i > 1 && pattern.charAt(i - 2) == '\\';
            final boolean isLone = before == ' ' || before == '-' || Character.isLetterOrDigit(before) && !isEscaped;
            spread.append(c == '*' && isLone ? ".*" : String.valueOf(c));
        }
        return spread.toString();
    }

    private static boolean matches(final String pattern, final String value) {
        try {
            return new Comparison(Subject.ATTRIBUTE, "x", Operator.MATCHES, List.of(pattern)).testText(value);
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }
}
