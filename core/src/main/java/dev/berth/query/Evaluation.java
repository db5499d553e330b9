package dev.berth.query;

import dev.berth.InstanceView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evaluation of an expression for an instance. */
final class Evaluation {
    private Evaluation() {}

    static boolean holds(final Expression expression, final InstanceView instance) {
        if (expression instanceof Expression.And and) {
            return !isAny(and.operands(), instance, false);
        }
        if (expression instanceof Expression.Or or) {
            return isAny(or.operands(), instance, true);
        }
        if (expression instanceof Expression.Not not) {
            return !holds(not.operand(), instance);
        }
        return holds((Comparison) expression, instance);
    }

    private static boolean isAny(
            final List<Expression> operands, final InstanceView instance, final boolean isHolding) {
        for (int i = 0; i < operands.size(); i++) {
            if (holds(operands.get(i), instance) == isHolding) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(final Comparison comparison, final InstanceView instance) {
        return switch (comparison.subject()) {
            case ATTRIBUTE -> instance.hasAttribute(comparison.attributeName())
                    ? comparison.testText(instance.attribute(comparison.attributeName()))
                    : comparison.testMissing();
            case AGENT_CONNECTED -> comparison.testText(String.valueOf(instance.agentConnected()));
            case AGENT_VERSION -> holdsIfSet(comparison, instance.agentVersion());
            case EC2_INSTANCE_ID -> holdsIfSet(comparison, instance.ec2InstanceId());
            case REGISTERED_AT -> instance.registeredAt() == null
                    ? comparison.testMissing()
                    : comparison.testInstant(instance.registeredAt());
            case RUNNING_TASKS_COUNT -> comparison.testCount(instance.runningTasksCount());
            case TASK_GROUP -> holdsForSome(comparison, instance.groups());
        };
    }

    private static boolean holdsIfSet(final Comparison comparison, final @Nullable String value) {
        return value == null ? comparison.testMissing() : comparison.testText(value);
    }

    private static boolean holdsForSome(final Comparison comparison, final Set<String> groups) {
        if (groups.isEmpty()) {
            return comparison.testMissing();
        }
        for (final String group : groups) {
            if (comparison.testText(group)) {
                return true;
            }
        }
        return false;
    }
}
