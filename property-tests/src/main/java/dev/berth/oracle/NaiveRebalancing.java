package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Strategy;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The distribution of a service's tasks over zones, for AZ rebalancing (section 5). */
final class NaiveRebalancing {
    private static final int FEWER = 2;

    /** The pattern of a zone attribute as the subject of a query, whose quoted literals are cut out first. */
    private static final Pattern ZONE =
            Pattern.compile("attribute:" + Pattern.quote(Chain.ZONE_ATTRIBUTE) + "[^\\w.-]");

    private static final Pattern QUOTED = Pattern.compile("'(\\\\.|[^'])*'|\"(\\\\.|[^\"])*\"");

    private final NaiveService service;
    private final List<String> zones;

    /** Collects the zones of the ACTIVE instances, by name. */
    NaiveRebalancing(final NaiveService service, final List<OracleInstance> active) {
        this.service = service;
        zones = active.stream()
                .map(instance -> instance.attribute(Chain.ZONE_ATTRIBUTE))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    static boolean appliesTo(final NaiveService service) {
        return service.spec().azRebalancing()
                && !service.isDaemon()
                && !service.spec().isFargate()
                && spreadsOverZones(service.chain().strategies().get(0))
                && service.spec().constraints().stream().noneMatch(NaiveRebalancing::namesZone);
    }

    private static boolean spreadsOverZones(final Strategy strategy) {
        return strategy.type() == Strategy.Type.SPREAD_ATTRIBUTE
                && strategy.attribute().equals(Chain.ZONE_ATTRIBUTE);
    }

    private static boolean namesZone(final Constraint constraint) {
        return constraint.query() != null
                && ZONE.matcher(QUOTED.matcher(constraint.query().toString()).replaceAll("''")).find();
    }

    static boolean isIn(final OracleInstance instance, final String zone) {
        return zone.equals(instance.attribute(Chain.ZONE_ATTRIBUTE));
    }

    static Predicate<NaiveTask> in(final String zone) {
        return task -> isIn(task.placed.instance, zone);
    }

    private long count(final String zone) {
        return service.tasks().stream().filter(in(zone)).count();
    }

    /** Returns the zone with the most tasks, the first by name among equals. */
    Optional<String> fullest() {
        final long most = zones.stream().mapToLong(this::count).max().orElse(0);
        return zones.stream().filter(zone -> count(zone) == most).findFirst();
    }

    boolean mayLeave(final String zone) {
        return service.tasks().stream().filter(in(zone)).anyMatch(task -> !task.isProtected);
    }

    /** Returns the zones with at least two tasks fewer than the fullest, those with the fewest first, then by name. */
    List<String> emptier() {
        final long most = fullest().map(this::count).orElse(0L);
        return zones.stream()
                .filter(zone -> count(zone) <= most - FEWER)
                .sorted(Comparator.comparingLong(this::count))
                .toList();
    }
}
