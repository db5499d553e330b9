package dev.berth.internal.explain;

import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.filter.FilterSet;
import dev.berth.internal.index.IndexOrder;
import dev.berth.internal.index.OrderedIndex;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.select.Selector;
import dev.berth.internal.state.SpreadFields;

/** How a plan is served and what a placement of it costs at most, in words. Cold. */
public final class PlanExplainer {
    private final Cluster cluster;

    private PlanExplainer(final Cluster cluster) {
        this.cluster = cluster;
    }

    /** Returns how a plan is served, and how much a placement costs at most. */
    public static String explain(final Cluster cluster, final Plan plan) {
        final PlanExplainer explainer = new PlanExplainer(cluster);
        return explainer.route(plan) + "; " + explainer.bound(plan);
    }

    /** Returns the bound of a placement's work, which is that of the route that serves the plan now. */
    private String bound(final Plan plan) {
        final int instances = cluster.columns.limit();
        final Filter fewest = plan.more.fewest();
        if (fewest != null && fewest.size() <= Selector.LISTED_MEMBERS) {
            return "a placement reads at most " + fewest.size() + " instances";
        }
        if (plan.index() == null) {
            return "a placement reads at most " + instances + " instances, one scan";
        }
        if (plan.order == IndexOrder.ORDINAL || plan.asksMore || plan.spreadsInstances || plan.random) {
            return "a placement looks at no more than " + instances + " instances in the index and in one scan";
        }
        return "a placement compares at most " + OrderedIndex.mostEntries(instances) + " entries and visits at most "
                + OrderedIndex.mostBlocks(instances) + " blocks"
                + (plan.spreadField == SpreadFields.NONE ? "" : " for each value that it asks");
    }

    private String route(final Plan plan) {
        final FilterSet more = plan.more;
        final Filter fewest = more.fewest();
        final StringBuilder text = new StringBuilder();
        if (fewest != null) {
            text.append(fewest.size())
                    .append(" of ")
                    .append(cluster.columns.size())
                    .append(fewest == more.queryFilter ? said(more.asked) : " instances pass a check")
                    .append(more.filters.length > 1 ? " (the narrowest of " + more.filters.length + " filters)" : "");
            if (fewest.size() <= Selector.LISTED_MEMBERS) {
                return text.append(": gone through one by one").toString();
            }
            text.append(": ");
        }
        final boolean keyed = fewest != null && Selector.hasKey(plan, fewest);
        text.append(keyed ? oneBucket(plan) : search(plan));
        if (fewest != null && !keyed && plan.index() != null) {
            text.append(others(plan, fewest));
        }
        if (more.distinct) {
            text.append(", instances with tasks of the group passed over by their counts");
        }
        if (!more.complete) {
            text.append(", each candidate checked in the columns where no filter was free (raise maxFilters)");
        }
        if (more.predicates.length > 0) {
            text.append(", each candidate put to a predicate; a scan if too many fail");
        }
        return text.toString();
    }

    /** Returns what the filter of the capacity provider and the query asks of instances. */
    private static String said(final FilterSet.Asked asked) {
        if (asked.provider() == null) {
            return " instances satisfy memberOf";
        }
        return " instances are of capacity provider '" + asked.provider() + "'"
                + (asked.query() == null ? "" : " and satisfy memberOf");
    }

    private String oneBucket(final Plan plan) {
        final String which = cluster.attributes.isProvider(plan.key)
                ? "of that capacity provider"
                : "with that value of " + cluster.attributes.nameText(plan.key);
        return "index by " + IndexOrder.name(plan.order) + ", of the instances " + which + " alone, in one pass";
    }

    private String others(final Plan plan, final Filter fewest) {
        if (plan.index() == plan.restricted) {
            return ", of an index of such instances alone";
        }
        return ", the others passed over by a bit each"
                + (Selector.isFew(fewest.size(), cluster.columns.size())
                        ? "; gone through one by one where many plans with filters take turns"
                        : "");
    }

    private String search(final Plan plan) {
        if (!plan.indexable) {
            return "scan: no index serves the chain " + plan.chain;
        }
        if (plan.index() == null) {
            return "scan: no free index for the order " + IndexOrder.name(plan.order) + "; raise maxIndexes"
                    + (plan.spreadField == SpreadFields.NONE ? "" : " or maxSpreadValues");
        }
        final StringBuilder text = new StringBuilder("index by ").append(IndexOrder.name(plan.order));
        if (plan.spreadField != SpreadFields.NONE) {
            text.append(" per ")
                    .append(cluster.attributes.nameText(cluster.fields.name(plan.spreadField)))
                    .append(", the values with the fewest tasks of the group first");
        }
        if (plan.spreadsInstances) {
            text.append(", the instances with the fewest tasks of the group first");
        }
        if (plan.random) {
            text.append(", drawn uniformly");
        }
        return text.toString();
    }
}
