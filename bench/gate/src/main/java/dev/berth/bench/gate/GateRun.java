package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A run of the gate: it asks both builds for their cases and lets the tiers measure them. */
final class GateRun {
    private static final String COUNTED = "counted";

    /** The number of cases that a message lists at most. */
    private static final int MOST_NAMED = 12;

    private final Setting setting;
    private final SortedSet<Integer> tiers;
    private final List<String> asked;
    private final TimeTier time;
    private final String otherJdk;
    private final String searchPath;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Creates a run that has measured nothing yet.
     *
     * @param setting the setting of all tiers.
     * @param tiers the tiers that are asked for.
     * @param asked the names of cases; empty for those of head.
     * @param otherJdk the JDK of the earlier run that is the base if it is another build than the JDK that measures
     *     now, else null.
     * @param searchPath the folders in which programs are looked for.
     */
    GateRun(
            final Setting setting,
            final SortedSet<Integer> tiers,
            final List<String> asked,
            final String otherJdk,
            final String searchPath) {
        this.setting = setting;
        this.tiers = tiers;
        this.asked = asked;
        this.time = new TimeTier(setting);
        this.otherJdk = otherJdk;
        this.searchPath = searchPath;
    }

    /** Measures both builds. {@link #findings()} then returns the result. */
    void run() {
        if (setting.base() == null && tiers.first() < SmokeTier.TIER && setting.baseFigures().counted().isEmpty()) {
            throw new NotMeasuredException("base was recorded without any case of tiers 0 and 1: record base anew");
        }
        final Answers head = setting.fork().ask(setting.head(), "list");
        if (head.all("named").isEmpty()) {
            throw new NotMeasuredException("head has no case: name a class that implements " + GateCase.class.getName()
                    + " in META-INF/services/" + GateCase.class.getName());
        }
        final Answers base = setting.base() == null ? null : setting.fork().ask(setting.base(), "list");
        if (base != null && base.all("named").isEmpty()) {
            throw new NotMeasuredException("base has no case at all: is --base right? Nothing can be compared");
        }
        if (head.all("named").isEmpty()) {
            throw new NotMeasuredException("head has no case at all: is --head right, and the case registered?");
        }
        final List<String> counted = tiers.first() < TimeTier.TIER
                ? prepared(tiers.first(), names(head, base, COUNTED))
                : List.of();
        final List<String> timed = tiers.contains(TimeTier.TIER)
                ? prepared(TimeTier.TIER, names(head, base, "timed"))
                : List.of();
        new Estimate(
                        tiers,
                        setting.effort(),
                        Runtime.getRuntime().availableProcessors(),
                        Integer.parseInt(head.one("benchmarks")))
                .lines(speeds(counted), setting.plans(), speeds(timed))
                .forEach(setting.progress());
        count(counted);
        run(TimeTier.TIER, () -> time.run(timed));
    }

    private Map<String, Speed> speeds(final List<String> names) {
        final Map<String, Speed> speeds = new TreeMap<>();
        names.forEach(name -> speeds.put(name, setting.speed(name)));
        return speeds;
    }

    private void count(final List<String> names) {
        run(ExactTier.TIER, () -> new ExactTier(setting).run(names));
        run(InstructionTier.TIER, () -> new InstructionTier(setting, searchPath, otherJdk).run(names));
        run(SmokeTier.TIER, () -> new SmokeTier(setting).run(names, !asked.isEmpty()));
    }

    private void run(final int tier, final Supplier<List<Finding>> measuring) {
        if (tiers.contains(tier)) {
            final long start = System.nanoTime();
            findings.addAll(measuring.get());
            final long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            setting.progress().accept("tier " + tier + " took " + seconds + " s");
        }
    }

    /**
     * Returns the names of the cases to measure. A case that only base has, or that was asked for and is not in head,
     * becomes a finding.
     */
    private List<String> names(final Answers head, final Answers base, final String kind) {
        final List<String> known = head.all("named");
        final Set<String> wanted = new LinkedHashSet<>(asked.isEmpty() ? head.all(kind) : asked);
        final Set<String> before =
                base == null ? setting.baseFigures().counted() : new LinkedHashSet<>(base.all("named"));
        if (asked.isEmpty() && base != null) {
            wanted.addAll(base.all(kind));
        } else if (asked.isEmpty() && kind.equals(COUNTED)) {
            wanted.addAll(before);
        }
        wanted.stream().filter(name -> !before.contains(name)).forEach(setting.unknown()::add);
        wanted.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> findings.add(Finding.notRun(
                        tiers.iterator().next(), name, "all", "head has no such case, it has " + some(known))));
        return wanted.stream().filter(known::contains).toList();
    }

    private static String some(final List<String> names) {
        return names.size() <= MOST_NAMED
                ? names.toString()
                : names.subList(0, MOST_NAMED) + " and " + (names.size() - MOST_NAMED) + " others";
    }

    /** Sets every case up once and measures its speed; returns the names of the cases for which that succeeds. */
    private List<String> prepared(final int tier, final List<String> names) {
        final List<Finding> failed = setting.together(tier, names, name -> {
            final Build build = setting.measuresBase(name) ? setting.base() : setting.head();
            final boolean isInterpreted = tier < TimeTier.TIER && tiers.contains(ExactTier.TIER);
            final Speed speed = setting.fork().speed(build, name, setting.seed(), isInterpreted);
            setting.speeds().put(name, speed);
            setting.plans().computeIfAbsent(name, any -> setting.effort().plan(speed));
            setting.progress().accept(speed.text(name, setting.plan(name), tier));
            return List.of();
        });
        findings.addAll(failed);
        final List<String> failedNames = failed.stream().map(Finding::name).toList();
        return names.stream().filter(name -> !failedNames.contains(name)).toList();
    }

    /** Returns the findings of all rules. */
    List<Finding> findings() {
        return findings;
    }

    /** Returns tier 3, which holds the nanoseconds of each of its processes. */
    TimeTier time() {
        return time;
    }
}
