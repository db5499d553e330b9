package dev.berth.query;

import dev.berth.InstanceView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expression of the cluster query language. Immutable; two are equal if they say the same in the same order, in
 * whatever spelling.
 *
 * <p>Chains are flat and groups stay: {@code a and b and c} has three operands, {@code (a and b) and c} two, of which
 * the first has two. Parentheses that group nothing leave no trace.
 *
 * <p>Bounds: {@value #MAX_LENGTH} UTF-16 units, {@value #MAX_DEPTH} levels of parentheses and {@code not} together, and
 * those of patterns, see {@link Comparison}. A query that is built keeps them too, so that each can be written and read
 * back.
 *
 * <p>Cost: parsing and printing are linear in the text, but for the compilation of its patterns.
 */
public final class Query {
    /** The most UTF-16 units of an expression. */
    public static final int MAX_LENGTH = 2_000;

    /** How deep parentheses and {@code not} may nest. */
    public static final int MAX_DEPTH = 64;

    private final Expression root;

    private Query(final Expression root) {
        this.root = root;
    }

    /**
     * Reads an expression.
     *
     * @param text of the expression.
     * @return what it says.
     * @throws QueryException if it cannot be read.
     * @throws NullPointerException if there is no text.
     */
    public static Query parse(final String text) {
        return new Query(Parser.parse(Objects.requireNonNull(text, "text")));
    }

    /**
     * A query that is not written but built.
     *
     * @param root of the expression.
     * @return the query.
     * @throws IllegalArgumentException if it could not be written: it would be longer or deeper than a query may be, or
     *     the name of an attribute has a character that names do not have.
     */
    public static Query of(final Expression root) {
        Printer.check(Objects.requireNonNull(root, "root"));
        return new Query(root);
    }

    /**
     * What it says.
     *
     * @return the whole expression.
     */
    public Expression root() {
        return root;
    }

    /**
     * Whether an instance satisfies it. Allocates where {@code task:group} is asked.
     *
     * @param instance to be tested.
     * @return true if it does.
     */
    public boolean matches(final InstanceView instance) {
        return Evaluation.holds(root, Objects.requireNonNull(instance, "instance"));
    }

    /**
     * Says why an instance does not satisfy it: the comparisons that make it false, what the instance has in their
     * place, and what was probably meant where the two are alike. Such as {@code attribute:ecs.cpu-architecture ==
     * ARM64: the instance has arm64, which differs in case alone}. Allocates.
     *
     * @param instance to be tested.
     * @return at most five, and a count of the others; empty if the instance satisfies the query.
     */
    public List<String> shortfalls(final InstanceView instance) {
        return Shortfalls.of(root, Objects.requireNonNull(instance, "instance"));
    }

    /**
     * The query as it is written: {@link #parse(String) reads} back equal.
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
