package dev.berth.internal.snapshot;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.InstancePredicate;
import dev.berth.SnapshotException;
import dev.berth.SnapshotException.Problem;
import dev.berth.Strategy;
import dev.berth.query.Query;
import dev.berth.query.QueryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The format of the chain and the constraints of a plan or a service, within a section of another class. */
public final class ChainFormat {
    private static final int DISTINCT_INSTANCE = 0;
    private static final int QUERY = 1;
    private static final int PREDICATE = 2;
    private static final int AT_MOST = 3;

    private ChainFormat() {}

    // ---- chains ----------------------------------------------------------------------------------------------------

    public static void write(final SnapshotWriter out, final Chain chain) throws IOException {
        out.number(chain.strategies().size());
        for (final Strategy strategy : chain.strategies()) {
            out.number(strategy.type().ordinal());
            if (strategy.type() == Strategy.Type.SPREAD_ATTRIBUTE) {
                out.text(strategy.attribute());
            }
        }
    }

    public static Chain readChain(final SnapshotReader in) throws IOException {
        final List<Strategy> strategies = new ArrayList<>();
        for (int left = in.number("number of strategies", 0, Chain.MAX_STRATEGIES); left > 0; left--) {
            strategies.add(readStrategy(in));
        }
        return Chain.of(strategies);
    }

    private static Strategy readStrategy(final SnapshotReader in) throws IOException {
        final Strategy.Type[] types = Strategy.Type.values();
        return switch (types[in.number("strategy", 0, types.length - 1)]) {
            case BINPACK_CPU -> Strategy.binpackCpu();
            case BINPACK_MEMORY -> Strategy.binpackMemory();
            case SPREAD_INSTANCE -> Strategy.spread("instanceId");
            case SPREAD_ATTRIBUTE -> Strategy.spread("attribute:" + in.name("attribute of a spread"));
            case RANDOM -> Strategy.random();
        };
    }

    // ---- constraints -----------------------------------------------------------------------------------------------

    /** Throws if a constraint has a predicate without a name. */
    public static void checkNamed(final String owner, final List<Constraint> constraints) {
        for (final Constraint constraint : constraints) {
            if (constraint.predicate() != null && constraint.query() == null && constraint.predicateName() == null) {
                throw new IllegalStateException(owner + " has a predicate without a name, which cannot be saved; make"
                        + " it with Constraint.memberOf(name, predicate)");
            }
        }
    }

    public static void write(final SnapshotWriter out, final List<Constraint> constraints) throws IOException {
        out.number(constraints.size());
        for (final Constraint constraint : constraints) {
            if (constraint.isDistinctInstance()) {
                out.number(DISTINCT_INSTANCE);
            } else if (constraint.mostTasks() > 0) {
                out.number(AT_MOST);
                out.number(constraint.mostTasks());
            } else if (constraint.query() != null) {
                out.number(QUERY);
                out.text(constraint.query().toString());
            } else {
                out.number(PREDICATE);
                out.text(constraint.predicateName());
            }
        }
    }

    public static List<Constraint> readConstraints(
            final SnapshotReader in, final Function<String, InstancePredicate> predicates) throws IOException {
        final List<Constraint> constraints = new ArrayList<>();
        for (int left = in.number("number of constraints", 0, Constraint.MAX_CONSTRAINTS); left > 0; left--) {
            constraints.add(switch (in.number("kind of a constraint", DISTINCT_INSTANCE, AT_MOST)) {
                case DISTINCT_INSTANCE -> Constraint.distinctInstance();
                case QUERY -> Constraint.memberOf(query(in));
                case AT_MOST -> Constraint.atMost(in.number("most tasks", 2, Integer.MAX_VALUE - 1));
                default -> predicate(in, predicates);
            });
        }
        return constraints;
    }

    private static Query query(final SnapshotReader in) throws IOException {
        final String text = in.text("query");
        try {
            return Query.parse(text);
        } catch (final QueryException e) {
            throw in.corrupt("a query cannot be read: " + e.getMessage());
        }
    }

    private static Constraint predicate(
            final SnapshotReader in, final Function<String, InstancePredicate> predicates) throws IOException {
        final String name = in.name("name of a predicate");
        final InstancePredicate predicate = predicates.apply(name);
        if (predicate == null) {
            throw unresolved(in, name);
        }
        return Constraint.memberOf(name, predicate);
    }

    private static SnapshotException unresolved(final SnapshotReader in, final String name) {
        return in.refused(
                Problem.UNRESOLVED,
                "predicate '" + name + "' is not known; restore with a resolver that answers it");
    }
}
