package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;

/** Why a task found no instance. */
final class Failures {
    private final Checks checks;
    private final boolean isFull;

    Failures(final Checks checks, final boolean isFull) {
        this.checks = checks;
        this.isFull = isFull;
    }

    /** Adds {@code failures}, and {@code closest} where there is one. An instance that passes is not told of. */
    void describe(final Ask ask, final List<Instance> considered, final ObjectNode answer) {
        final List<Instance> failing = failing(ask, considered);
        if (isFull && !considered.isEmpty()) {
            final ArrayNode failures = answer.putArray("failures");
            for (final Instance instance : failing) {
                failures.addObject().put("arn", instance.arn).put("reason", reason(ask, instance).text);
            }
            return;
        }
        answer.set("failures", counts(ask, considered));
        if (failing.isEmpty()) {
            return;
        }
        final Instance closest = checks.closest(ask, failing);
        answer.putObject("closest")
                .put("containerInstanceArn", closest.arn)
                .put("reason", reason(ask, closest).text);
    }

    /** How many of those considered fail which check first. */
    ArrayNode counts(final Ask ask, final List<Instance> considered) {
        final ArrayNode failures = Answers.strings(List.of());
        if (considered.isEmpty()) {
            failures.addObject().put("reason", "NO_CONTAINER_INSTANCE").put("count", 0);
            return failures;
        }
        final List<Reason> reasons = failing(ask, considered).stream()
                .map(instance -> reason(ask, instance))
                .toList();
        for (final Reason reason : Reason.values()) {
            final int count = Collections.frequency(reasons, reason);
            if (count > 0) {
                failures.addObject().put("reason", reason.text).put("count", count);
            }
        }
        return failures;
    }

    private List<Instance> failing(final Ask ask, final List<Instance> considered) {
        return considered.stream().filter(instance -> !checks.passes(ask, instance)).toList();
    }

    private Reason reason(final Ask ask, final Instance instance) {
        return checks.failed(ask, instance).iterator().next();
    }
}
