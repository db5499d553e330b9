package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Tier 2, in which every case and benchmark of head runs under JMH for a short time and must allocate next to nothing.
 */
final class SmokeTier {
    static final int TIER = 2;

    private final Setting setting;

    SmokeTier(final Setting setting) {
        this.setting = setting;
    }

    /** Runs the cases, and the other benchmarks of head unless cases were chosen. */
    List<Finding> run(final List<String> names, final boolean areChosen) {
        final List<String> arguments = new ArrayList<>();
        names.forEach(name -> arguments.add("case:" + name + ":" + setting.effort().smokeMillis(setting.speed(name))));
        if (!areChosen) {
            arguments.add("others");
        }
        final Answers answers;
        try {
            answers = ask(setting.head(), arguments);
        } catch (final NotMeasuredException e) {
            return List.of(Finding.notRun(TIER, "all", Metric.ALLOCATED_JMH.key(), e.getMessage()));
        }
        final List<Finding> findings = new ArrayList<>();
        for (final Allocated head : allocated(answers)) {
            setting.headFigures().put(head.name(), Metric.ALLOCATED_JMH, head.bytes());
            final Finding finding = finding(head, Double.NaN);
            findings.add(finding.verdict() == Verdict.FAIL ? finding(head, base(head)) : finding);
        }
        for (final String line : answers.all(Smoke.FAILED)) {
            final String[] words = line.split(" ", 2);
            findings.add(Rules.smokeFailed(words[0], words[1]));
        }
        return findings;
    }

    private Answers ask(final Build build, final List<String> arguments) {
        final List<String> command = new ArrayList<>(List.of("smoke", Long.toString(setting.seed())));
        command.addAll(arguments);
        return setting.fork().ask(build, command.toArray(String[]::new));
    }

    /** Returns what a benchmark allocates in base, NaN if base does not have it. */
    private double base(final Allocated head) {
        if (setting.base() == null) {
            return setting.baseFigures().number(head.name(), Metric.ALLOCATED_JMH);
        }
        try {
            return allocated(ask(setting.base(), List.of(head.argument()))).stream()
                    .filter(one -> one.name().equals(head.name()))
                    .mapToDouble(Allocated::bytes)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (final NotMeasuredException e) {
            return Double.NaN;
        }
    }

    private static Finding finding(final Allocated head, final double base) {
        return Rules.smoke(head.name(), head.bytes(), head.own(), base, head.mayAllocate());
    }

    /** The answer of {@link Smoke} for a benchmark that ran. */
    private record Allocated(double bytes, double own, boolean mayAllocate, String argument, String name) {}

    private static List<Allocated> allocated(final Answers answers) {
        return answers.all(Smoke.ALLOCATED).stream()
                .map(line -> line.split(" ", 5))
                .map(words -> new Allocated(
                        Double.parseDouble(words[0]),
                        Double.parseDouble(words[1]),
                        words[2].equals(Smoke.MAY_ALLOCATE),
                        words[3],
                        words[4]))
                .toList();
    }
}
