package dev.berth.ecs.naive;

import dev.berth.workload.PlainView;
import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which of the ten checks an instance fails, and how far it falls short. */
final class Checks {
    private final State state;

    Checks(final State state) {
        this.state = state;
    }

    /** Those considered. */
    List<Instance> active() {
        return state.instances.stream().filter(instance -> !instance.isDraining).toList();
    }

    boolean passes(final Ask ask, final Instance instance) {
        return failed(ask, instance).isEmpty();
    }

    /** The first is the reason. */
    EnumSet<Reason> failed(final Ask ask, final Instance instance) {
        final EnumSet<Reason> failed = EnumSet.noneOf(Reason.class);
        addIf(!instance.isConnected, Reason.AGENT, failed);
        addIf(!instance.attributes.keySet().containsAll(ask.demand().attributes()), Reason.ATTRIBUTE, failed);
        addIf(ask.zones() != null && !ask.zones().contains(instance.zone()), Reason.LOCATION, failed);
        for (final Shortfall amount : amounts(ask.demand(), instance)) {
            addIf(amount.fails(), amount.reason, failed);
        }
        addIf(!portsFit(ask.demand(), instance), Reason.PORTS, failed);
        failed.addAll(failedConstraints(ask, instance));
        return failed;
    }

    private static void addIf(final boolean fails, final Reason reason, final EnumSet<Reason> failed) {
        if (fails) {
            failed.add(reason);
        }
    }

    // ---- constraints -----------------------------------------------------------------------------------------------

    /** Checks 9 and 10 alone. */
    EnumSet<Reason> failedConstraints(final Ask ask, final Instance instance) {
        final EnumSet<Reason> failed = EnumSet.noneOf(Reason.class);
        final List<Task> there = state.tasksOn(instance).stream()
                .filter(task -> ask.daemon() == null || task.service != ask.daemon())
                .toList();
        for (final Constraint constraint : ask.constraints()) {
            if (constraint.isDistinct()) {
                addIf(there.stream().anyMatch(t -> t.group.equals(ask.group())), Reason.DISTINCT, failed);
            } else {
                addIf(!constraint.predicate().test(view(instance, there)), Reason.MEMBER_OF, failed);
            }
        }
        return failed;
    }

    /** An instance as expressions see it. */
    PlainView view(final Instance instance, final List<Task> there) {
        return new PlainView(
                instance.ordinal,
                instance.arn,
                instance.attributes,
                there.size(),
                instance.isConnected,
                instance.agentVersion,
                instance.ec2InstanceId,
                instance.registeredInstant,
                there.stream().map(task -> task.group).collect(Collectors.toCollection(TreeSet::new)));
    }

    // ---- resources -------------------------------------------------------------------------------------------------

    private boolean portsFit(final Demand demand, final Instance instance) {
        if (demand.tcp().isEmpty() && demand.udp().isEmpty()) {
            return true;
        }
        final TreeSet<Integer> tcp = state.tcpInUse(instance);
        final TreeSet<Integer> udp = state.udpInUse(instance);
        return Collections.disjoint(tcp, demand.tcp())
                && Collections.disjoint(udp, demand.udp())
                && tcp.size() + udp.size() + demand.tcp().size() + demand.udp().size() <= Instance.MOST_PORTS;
    }

    /** What is asked and what remains of one resource. */
    private record Shortfall(Reason reason, long asked, long remaining) implements Comparable<Shortfall> {
        boolean fails() {
            return asked > 0 && asked > remaining;
        }

        /** By (asked − remaining) / asked, exactly. */
        @Override
        public int compareTo(final Shortfall other) {
            return product(asked - remaining, other.asked).compareTo(product(other.asked - other.remaining, asked));
        }

        private static BigInteger product(final long left, final long right) {
            return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
        }
    }

    private List<Shortfall> amounts(final Demand demand, final Instance instance) {
        return List.of(
                new Shortfall(Reason.CPU, demand.cpu(), instance.cpuLeft),
                new Shortfall(Reason.MEMORY, demand.memory(), instance.memoryLeft),
                new Shortfall(Reason.GPU, demand.gpus(), state.gpusLeft(instance)),
                new Shortfall(Reason.ENI, demand.eni(), instance.eniLeft));
    }

    // ---- the closest -----------------------------------------------------------------------------------------------

    /** The one that fails the fewest checks, then has the smallest largest shortfall, then the lowest ordinal. */
    Instance closest(final Ask ask, final List<Instance> considered) {
        Instance closest = considered.get(0);
        for (final Instance instance : considered) {
            closest = isCloser(ask, instance, closest) ? instance : closest;
        }
        return closest;
    }

    private boolean isCloser(final Ask ask, final Instance instance, final Instance other) {
        final int order = Integer.compare(
                failed(ask, instance).size(), failed(ask, other).size());
        return order < 0 || order == 0 && largest(ask, instance).compareTo(largest(ask, other)) < 0;
    }

    private Shortfall largest(final Ask ask, final Instance instance) {
        return amounts(ask.demand(), instance).stream()
                .filter(Shortfall::fails)
                .max(Shortfall::compareTo)
                .orElse(new Shortfall(Reason.CPU, 1, 1));
    }
}
