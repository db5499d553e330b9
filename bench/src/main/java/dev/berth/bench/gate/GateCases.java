package dev.berth.bench.gate;

import dev.berth.bench.workload.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cases of a class path: those that are registered as services. Where none is, the gate's own, which are some rows
 * of the suite: small ones for what is counted, large ones for what is timed. Any other row may be asked for by name.
 */
final class GateCases {
    private static final int COUNTED_INSTANCES = 1_000;
    private static final int TIMED_INSTANCES = 100_000;
    private static final String TIMED = "-100k";

    /** Rows that between them go through every way in which the engine looks for an instance. */
    private static final List<String> ROWS = List.of(
            "quantised", "az-binpack", "service-default", "random-90", "member-10", "infeasible-memory");

    private final List<GateCase> registered;

    GateCases(final Iterable<GateCase> registered) {
        this.registered = new ArrayList<>();
        registered.forEach(this.registered::add);
        check(all().map(GateCase::name).toList());
    }

    static GateCases load() {
        return new GateCases(ServiceLoader.load(GateCase.class));
    }

    private static void check(final List<String> names) {
        for (final String name : names) {
            if (!name.matches("[a-z0-9-]+")) {
                throw new IllegalStateException(
                        "name of a case is '" + name + "', must be lower-case letters, digits and hyphens");
            }
        }
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("two cases are named '" + name + "', names must be unique");
                });
    }

    private Stream<GateCase> all() {
        return Stream.concat(registered.stream(), own());
    }

    /** Every row of the suites, at both sizes. */
    private static Stream<GateCase> own() {
        return Rows.names().stream()
                .distinct()
                .flatMap(row -> Stream.of(
                        new RowCase(row, row, COUNTED_INSTANCES), new RowCase(row + TIMED, row, TIMED_INSTANCES)));
    }

    /** Whether somebody else's cases are here. */
    boolean areRegistered() {
        return !registered.isEmpty();
    }

    /** Names of the cases that are counted if nothing else is said. */
    List<String> counted() {
        return names("");
    }

    /** Names of the cases that are timed if nothing else is said. */
    List<String> timed() {
        return names(TIMED);
    }

    private List<String> names(final String size) {
        return areRegistered()
                ? registered.stream().map(GateCase::name).toList()
                : ROWS.stream().map(row -> row + size).toList();
    }

    /** Every name that can be asked for. */
    List<String> names() {
        return all().map(GateCase::name).toList();
    }

    GateCase named(final String name) {
        return all().filter(gateCase -> gateCase.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("case is '" + name + "', must be one of "
                        + names().stream().collect(Collectors.joining(", "))));
    }
}
