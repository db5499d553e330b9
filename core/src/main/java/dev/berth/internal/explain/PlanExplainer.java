package dev.berth.internal.explain;

import dev.berth.PlanInfo;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.filter.FilterSet;
import dev.berth.internal.index.IndexOrder;
import dev.berth.internal.index.OrderedIndex;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.select.Draw;
import dev.berth.internal.select.Route;
import dev.berth.internal.select.Selector;
import dev.berth.internal.state.SpreadFields;

/** The route of a plan, and an upper bound of the work of its placements, in words and in numbers. It may allocate. */
final class PlanExplainer {
    private final Cluster cluster;
    private final Plan plan;
    private final FilterSet more;
    private final Filter fewest;
    private final Route route;

    private PlanExplainer(final Cluster cluster, final Plan plan) {
        this.cluster = cluster;
        this.plan = plan;
        more = plan.more;
        fewest = more.fewest();
        route = Route.of(plan, fewest, cluster.columns);
    }

    /** Returns, in words, the present route of a plan, the bound of a placement, and when an index is built for it. */
    static String explain(final Cluster cluster, final Plan plan) {
        final PlanExplainer explainer = new PlanExplainer(cluster, plan);
        return explainer.route() + "; " + explainer.bound() + explainer.building();
    }

    /** Returns the same facts as numbers. */
    static PlanInfo info(final Cluster cluster, final Plan plan, final long handle) {
        final PlanExplainer explainer = new PlanExplainer(cluster, plan);
        final Route route = explainer.route;
        final boolean spreads = plan.spreadField != SpreadFields.NONE;
        return new PlanInfo(
                handle,
                PlanInfo.Route.valueOf(route.name()),
                route == Route.SCAN ? scanCause(plan, spreads) : null,
                route == Route.INDEX || route == Route.KEY ? IndexOrder.name(plan.order) : null,
                spreads ? cluster.attributes.nameText(cluster.fields.name(plan.spreadField)) : null,
                explainer.fewest == null ? -1 : explainer.fewest.size(),
                explainer.more.complete,
                explainer.more.predicates.length,
                plan.random,
                explainer.numbers(),
                route == Route.INDEX && plan.asksLevels ? explainer.levels() : null);
    }

    private static PlanInfo.ScanCause scanCause(final Plan plan, final boolean spreads) {
        if (!plan.indexable) {
            return PlanInfo.ScanCause.CHAIN;
        }
        return spreads ? PlanInfo.ScanCause.MAX_INDEXES_OR_SPREAD_VALUES : PlanInfo.ScanCause.MAX_INDEXES;
    }

    private PlanInfo.Bound numbers() {
        final int instances = cluster.columns.limit();
        final int among = fewest == null ? instances : fewest.size();
        final int drawn = plan.random ? Draw.TRIALS : 0;
        return switch (route) {
            case REFUSED -> new PlanInfo.Bound(0, 0, 0);
            case KEY -> new PlanInfo.Bound(plan.keyed.index.size(Route.keyOf(plan)), 0, 0);
            case MEMBERS, SCAN -> new PlanInfo.Bound(drawn + among, 0, 0);
            case INDEX -> {
                if (plan.random) {
                    yield new PlanInfo.Bound(drawn + instances, 0, 0);
                }
                if (plan.asksMore || plan.asksLevels) {
                    yield new PlanInfo.Bound(Selector.budget(cluster.columns.size()) + among, 0, 0);
                }
                yield plan.order == IndexOrder.ORDINAL
                        ? new PlanInfo.Bound(0, instances, 0)
                        : new PlanInfo.Bound(
                                0, OrderedIndex.mostEntries(instances), OrderedIndex.mostBlocks(instances));
            }
        };
    }

    private PlanInfo.Levels levels() {
        return new PlanInfo.Levels(
                hasLevels(),
                cluster.counts.wideFrom(),
                Selector.patience(cluster.counts),
                cluster.indexes.levels.step());
    }

    private boolean hasLevels() {
        return cluster.indexes.levels.hasSlot(plan.order, plan.spreadField, plan.index().partition.filter());
    }

    // ---- the route -------------------------------------------------------------------------------------------------

    private String route() {
        final StringBuilder text = new StringBuilder(members());
        text.append(
                switch (route) {
                    case REFUSED -> "refused: no instance passes that check";
                    case MEMBERS -> "gone through one by one";
                    case KEY -> "index by " + IndexOrder.name(plan.order) + ", of the instances " + key()
                            + " alone, in one pass";
                    case SCAN -> plan.indexable
                            ? "scan: no free index for the order " + IndexOrder.name(plan.order) + "; raise maxIndexes"
                                    + (plan.spreadField == SpreadFields.NONE ? "" : " or maxSpreadValues")
                            : "scan: no index serves the chain " + plan.chain;
                    case INDEX -> search() + others();
                });
        if (plan.random) {
            text.append(", drawn uniformly");
        }
        if (more.limitsTasks) {
            text.append(", instances with ")
                    .append(more.mostTasks == 1 ? "" : more.mostTasks + " ")
                    .append("tasks of the group passed over by their counts");
        }
        if (!more.complete) {
            text.append(", each candidate checked in the columns where no filter was free (raise maxFilters)");
        }
        if (more.predicates.length > 0) {
            text.append(", each candidate put to a predicate");
        }
        return text.toString();
    }

    private String members() {
        return fewest == null
                ? ""
                : fewest.size() + " of " + cluster.columns.size()
                        + (fewest == more.queryFilter ? said(more.asked) : " instances pass a check")
                        + (more.filters.length > 1 ? " (the narrowest of " + more.filters.length + " filters)" : "")
                        + ": ";
    }

    /** Returns what the filter of the capacity provider and the query requires of instances. */
    private static String said(final FilterSet.Asked asked) {
        if (asked.provider() == null) {
            return " instances satisfy memberOf";
        }
        return " instances are of capacity provider '" + asked.provider() + "'"
                + (asked.query() == null ? "" : " and satisfy memberOf");
    }

    /** Returns what the instances of one bucket have in common. */
    private String key() {
        return cluster.attributes.isProvider(plan.key)
                ? "of that capacity provider"
                : "with that value of " + cluster.attributes.nameText(plan.key);
    }

    private String search() {
        return "index by " + IndexOrder.name(plan.order)
                + (plan.spreadField == SpreadFields.NONE
                        ? ""
                        : " per " + cluster.attributes.nameText(cluster.fields.name(plan.spreadField))
                                + ", the values with the fewest tasks of the group first")
                + (plan.spreadsInstances ? ", the instances with the fewest tasks of the group first" : "");
    }

    private String others() {
        if (fewest == null) {
            return "";
        }
        return plan.isRestricted()
                ? ", of an index of such instances alone"
                : ", the others passed over by a bit each";
    }

    // ---- the bound -------------------------------------------------------------------------------------------------

    /** Returns the bound of a placement's work by the present route of the plan. */
    private String bound() {
        final int instances = cluster.columns.limit();
        final int among = fewest == null ? instances : fewest.size();
        switch (route) {
            case REFUSED:
                return "a placement reads no instance";
            case KEY:
                return "a placement looks at no more than " + plan.keyed.index.size(Route.keyOf(plan)) + " instances";
            case MEMBERS:
            case SCAN:
                return "a placement reads at most " + drawn() + among + " instances"
                        + (fewest == null ? ", one scan" : "");
            default:
                return plan.random ? "a placement reads at most " + drawn() + instances + " instances" : ofIndex(among);
        }
    }

    private String drawn() {
        return plan.random ? Draw.TRIALS + " that are drawn and then " : "";
    }

    private String ofIndex(final int among) {
        final int instances = cluster.columns.limit();
        if (plan.asksMore || plan.asksLevels) {
            return "a placement looks at no more than " + Selector.budget(cluster.columns.size())
                    + " instances that the index offers, and then at " + among + " in one scan";
        }
        if (plan.order == IndexOrder.ORDINAL) {
            return "a placement compares at most " + instances + " entries, one pass of the index" + perCount();
        }
        return "a placement compares at most " + OrderedIndex.mostEntries(instances) + " entries and visits at most "
                + OrderedIndex.mostBlocks(instances) + " blocks"
                + (plan.spreadField == SpreadFields.NONE ? "" : " for each value that it asks")
                + perCount();
    }

    private String perCount() {
        return plan.spreadField == SpreadFields.NONE || plan.whole == null
                ? ""
                : ", and passes over " + Selector.WALK_LIMIT + " more for each count that values have";
    }

    private String building() {
        if (route != Route.INDEX || !plan.asksLevels) {
            return "";
        }
        final String ofWide = "; for a group on " + cluster.counts.wideFrom() + " instances or more, ";
        return hasLevels()
                ? ofWide + "placements that pass over more than " + Selector.patience(cluster.counts)
                        + " build an index by its counts, " + cluster.indexes.levels.step()
                        + " instances each, until it is complete"
                : ofWide + "an index by its counts would be built if maxIndexes were higher";
    }
}
