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

    /** Adds {@code failures}, and {@code closest} where there is one. */
    void describe(final Ask ask, final List<Instance> considered, final ObjectNode answer) {
        final ArrayNode failures = answer.putArray("failures");
        if (considered.isEmpty()) {
            failures.addObject().put("reason", "NO_CONTAINER_INSTANCE").put("count", 0);
            return;
        }
        final List<Reason> reasons =
                considered.stream().map(instance -> reason(ask, instance)).toList();
        if (isFull) {
            for (int i = 0; i < considered.size(); i++) {
                failures.addObject().put("arn", considered.get(i).arn).put("reason", reasons.get(i).text);
            }
            return;
        }
        for (final Reason reason : Reason.values()) {
            final int count = Collections.frequency(reasons, reason);
            if (count > 0) {
                failures.addObject().put("reason", reason.text).put("count", count);
            }
        }
        final Instance closest = checks.closest(ask, considered);
        answer.putObject("closest")
                .put("containerInstanceArn", closest.arn)
                .put("reason", reason(ask, closest).text);
    }

    private Reason reason(final Ask ask, final Instance instance) {
        return checks.failed(ask, instance).iterator().next();
    }
}
