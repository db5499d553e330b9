package dev.berth.service;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import dev.berth.internal.state.SplitMix;
import dev.berth.query.Comparison;
import dev.berth.query.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * The scheduler that balances a service over availability zones, one task at a time. It starts a task in a zone that
 * has at least two tasks fewer than the fullest zone, then stops one in the fullest zone.
 */
final class Rebalancing {
    private static final Strategy ZONE_SPREAD = Strategy.spread("attribute:" + Chain.ZONE_ATTRIBUTE);

    private final PlacementEngine engine;
    private final TaskControl control;
    private final SplitMix random;

    Rebalancing(final PlacementEngine engine, final TaskControl control, final SplitMix random) {
        this.engine = engine;
        this.control = control;
        this.random = random;
    }

    /** Answers whether a service asks for rebalancing and none of its other settings rules it out. */
    static boolean appliesTo(final ServiceSpec spec) {
        return spec.azRebalancing()
                && spec.schedulingStrategy() == SchedulingStrategy.REPLICA
                && !spec.isFargate()
                && ZONE_SPREAD.equals(spec.chain().strategies().get(0))
                && spec.constraints().stream().noneMatch(Rebalancing::namesZone);
    }

    private static boolean namesZone(final Constraint constraint) {
        return constraint.query() != null && namesZone(constraint.query().root());
    }

    private static boolean namesZone(final Expression expression) {
        if (expression instanceof Expression.And and) {
            return and.operands().stream().anyMatch(Rebalancing::namesZone);
        }
        if (expression instanceof Expression.Or or) {
            return or.operands().stream().anyMatch(Rebalancing::namesZone);
        }
        if (expression instanceof Expression.Not not) {
            return namesZone(not.operand());
        }
        return Chain.ZONE_ATTRIBUTE.equals(((Comparison) expression).attribute());
    }

    /** Moves at most one task. */
    void move(final Service service, final Zones zones) {
        final SortedMap<String, List<ServiceTask>> tasks = zones.tasks(service);
        final List<ServiceTask> most = most(tasks);
        if (most.stream().allMatch(ServiceTask::isProtected)) {
            return;
        }
        for (final String zone : zonesWithFewer(tasks, most.size())) {
            if (control.start(service, zones.elsewhere(zone))) {
                final ServiceTask leaving = new ScaleIn(engine, random, service, most).next();
                assert leaving != null : "a task of the zone is not protected";
                control.stop(leaving);
                return;
            }
        }
    }

    /** Returns the tasks of the zone with the most; between equals it is the first zone by name. */
    private static List<ServiceTask> most(final SortedMap<String, List<ServiceTask>> tasks) {
        List<ServiceTask> most = List.of();
        for (final List<ServiceTask> ofZone : tasks.values()) {
            if (ofZone.size() > most.size()) {
                most = ofZone;
            }
        }
        return most;
    }

    /** Returns the zones with at least two tasks fewer, the fewest first, then by name. */
    private static List<String> zonesWithFewer(
            final SortedMap<String, List<ServiceTask>> tasks, final int most) {
        final List<String> fewer = new ArrayList<>();
        tasks.forEach((zone, ofZone) -> {
            if (ofZone.size() <= most - 2) {
                fewer.add(zone);
            }
        });
        fewer.sort(Comparator.comparingInt(zone -> tasks.getOrDefault(zone, List.of()).size()));
        return fewer;
    }
}
