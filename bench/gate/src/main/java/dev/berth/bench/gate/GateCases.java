package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cases of a class path. Cases that are registered as services are measured by default. If there are none, the
 * default is what the registered suites name. Every other case of a suite can be asked for by name.
 */
final class GateCases {
    private final List<GateCase> registered = new ArrayList<>();
    private final List<GateSuite> suites = new ArrayList<>();
    private final List<GateCase> all = new ArrayList<>();

    GateCases(final Iterable<GateCase> registered, final Iterable<GateSuite> suites) {
        registered.forEach(this.registered::add);
        suites.forEach(this.suites::add);
        all.addAll(this.registered);
        this.suites.forEach(suite -> all.addAll(suite.cases()));
        check(names());
    }

    static GateCases load() {
        return new GateCases(ServiceLoader.load(GateCase.class), ServiceLoader.load(GateSuite.class));
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

    /** Answers whether cases are registered beside the suites. */
    boolean areRegistered() {
        return !registered.isEmpty();
    }

    /** Returns the names of the cases that tiers 0 to 2 measure by default. */
    List<String> counted() {
        return names(GateSuite::counted);
    }

    /** Returns the names of the cases that tier 3 measures by default. */
    List<String> timed() {
        return names(GateSuite::timed);
    }

    private List<String> names(final Function<GateSuite, List<String>> which) {
        return areRegistered()
                ? registered.stream().map(GateCase::name).toList()
                : suites.stream().map(which).flatMap(List::stream).toList();
    }

    /** Returns the names of all cases. */
    List<String> names() {
        return all.stream().map(GateCase::name).toList();
    }

    GateCase named(final String name) {
        return all.stream()
                .filter(gateCase -> gateCase.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("case is '" + name + "', must be one of "
                        + names().stream().collect(Collectors.joining(", "))));
    }
}
