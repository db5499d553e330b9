package dev.berth.bench.gate;

import java.util.ArrayList;
import java.util.List;

/** Tier 2: every case and benchmark of head runs under JMH for an instant, and allocates next to nothing. */
final class SmokeTier {
    static final int TIER = 2;

    private static final String MILLIS = "200";

    private final Setting setting;

    SmokeTier(final Setting setting) {
        this.setting = setting;
    }

    List<Finding> run(final List<String> names) {
        final List<String> arguments = new ArrayList<>(List.of("smoke", Long.toString(setting.seed()), MILLIS));
        arguments.addAll(names);
        final Answers answers;
        try {
            answers = setting.fork().ask(setting.head(), arguments.toArray(String[]::new));
        } catch (final NotMeasuredException e) {
            return List.of(Finding.notRun(TIER, "all", Metric.ALLOCATED_JMH.key(), e.getMessage()));
        }
        final List<Finding> findings = new ArrayList<>();
        for (final String line : answers.all(Smoke.ALLOCATED)) {
            final String[] words = line.split(" ", 3);
            final double bytes = Double.parseDouble(words[0]);
            setting.headFigures().put(words[2], Metric.ALLOCATED_JMH, bytes);
            findings.add(Rules.smoke(words[2], bytes, words[1].equals(Smoke.MAY_ALLOCATE)));
        }
        for (final String line : answers.all(Smoke.FAILED)) {
            final String[] words = line.split(" ", 2);
            findings.add(Rules.smokeFailed(words[0], words[1]));
        }
        return findings;
    }
}
