package dev.berth.query;

import dev.berth.InstanceView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expression of the cluster query language. It is immutable; two queries are equal if they say the same in the same
 * order, in whatever spelling.
 *
 * <p>Chains are flat, and groups are kept: {@code a and b and c} has three operands, {@code (a and b) and c} has two,
 * and the first of these has two. Parentheses around a single comparison, and a second pair around a
 * group, are dropped.
 *
 * <p>The bounds are {@value #MAX_LENGTH} UTF-16 units, {@value #MAX_DEPTH} levels of parentheses and {@code not}
 * together, and the bounds of patterns, see {@link Comparison}. A query that is built from an expression keeps these
 * bounds too, so that it can be written and read back.
 *
 * <p>Cost: parsing and printing are linear in the text, apart from compiling the patterns.
 */
public final class Query {
    /** The largest number of UTF-16 units of an expression: 2000. */
    public static final int MAX_LENGTH = 2_000;

    /** The largest number of nested parentheses and {@code not}: 64. */
    public static final int MAX_DEPTH = 64;

    private final Expression root;

    private Query(final Expression root) {
        this.root = root;
    }

    /**
     * Reads an expression of the cluster query language.
     *
     * @param text the text of the expression.
     * @return the query.
     * @throws QueryException if the text cannot be read; the exception tells where and what was expected.
     * @throws NullPointerException if the text is null.
     */
    public static Query parse(final String text) {
        return new Query(Parser.parse(Objects.requireNonNull(text, "text is null")));
    }

    /**
     * Returns a query of an expression that was built rather than read.
     *
     * @param root the whole expression.
     * @return the query.
     * @throws IllegalArgumentException if the expression cannot be written: its text is too long or too deep, or the
     *     name of an attribute has a character that names must not have.
     */
    public static Query of(final Expression root) {
        Printer.check(Objects.requireNonNull(root, "root is null"));
        return new Query(root);
    }

    /**
     * Returns the whole expression.
     *
     * @return the root of the expression.
     */
    public Expression root() {
        return root;
    }

    /**
     * Answers whether an instance satisfies the query. It allocates if the query has {@code task:group}.
     *
     * @param instance the instance to test.
     * @return true if the instance satisfies the query.
     */
    public boolean matches(final InstanceView instance) {
        return Evaluation.holds(root, Objects.requireNonNull(instance, "instance is null"));
    }

    /**
     * Returns the reasons why an instance does not satisfy the query: the comparisons that make it false, what the
     * instance has instead, and a guess at what was meant if the two are alike. Example:
     * {@code attribute:ecs.cpu-architecture == ARM64: the instance has arm64, which differs in case alone}. The call
     * allocates.
     *
     * @param instance the instance to test.
     * @return at most five comparisons, followed by the number of the others; empty if the instance satisfies the
     *     query.
     */
    public List<String> shortfalls(final InstanceView instance) {
        return Shortfalls.of(root, Objects.requireNonNull(instance, "instance is null"));
    }

    /**
     * Returns the query as it is written; {@link #parse(String)} reads it back equal.
     *
     * @return the text, with spaces and words unless these make it too long.
     */
    @Override
    public String toString() {
        return Printer.print(root);
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof Query that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }
}
