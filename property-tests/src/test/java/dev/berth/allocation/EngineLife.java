package dev.berth.allocation;

import dev.berth.CandidateOrder;
import dev.berth.Candidates;
import dev.berth.Chain;
import dev.berth.Consolidation;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Preemption;
import dev.berth.Reason;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The whole life of an engine as one seeded script: cold calls outside the windows of a gate, every hot call inside
 * one.
 */
final class EngineLife {
    private static final int INSTANCES = 160;
    private static final int GROUPS = 4;
    private static final int CALLS = 60;

    /** Of every kind that tasks, attributes and agents can change, and of what never changes. */
    private static final List<String> QUERIES = List.of(
            "attribute:rack exists and not(attribute:ecs.availability-zone == z)",
            "runningTasksCount < 12 and attribute:rack =~ 'r[0-9]+'",
            "task:group == service:1 or runningTasksCount <= 3",
            "task:group != service:0 or not(task:group exists)",
            "agentConnected == true and attribute:rack !in [r1, r2, r-new]",
            "agentVersion >= 1.14 and registeredAt < 2030-01-01 or ec2InstanceId =~ 'e-.*[13579]'",
            "attribute:special !exists and runningTasksCount != 5",
            "attribute:ecs.availability-zone in [a, z] or attribute:rack > 7");

    private final Gate gate;
    private final Dice dice = new Dice(7);
    private final Dice undone = new Dice(8);
    private final Dice walked = new Dice(9);
    private final PlacementEngine engine;
    private final List<Long> plans = new ArrayList<>();
    private final long[] groups = new long[GROUPS];
    private final long[] demands;
    private final long[] refusedPlans;
    private final long[] attributes;
    private final long[] tasks;
    private final long[] many = new long[8];
    private final long[] manyPlans = new long[8];
    private final long[] manyGroups = new long[8];
    private final long[] answers = new long[64];
    private final Exclusion exclusion = new Exclusion(16);
    private final int[] ordinals = new int[3];
    private final Consolidation consolidation;
    private final Preemption preemption;
    private int taskTotal;
    private int next;
    private int adopted;
    private long checksum;
    private long walks;

    EngineLife(final Gate gate, final EngineConfig config) {
        this.gate = gate;
        engine = new PlacementEngine(config);
        consolidation = new Consolidation(engine, task -> plans.get((int) (task & 3)));
        preemption = new Preemption(engine, this::priorityOf);
        tasks = new long[10 * config.maxTasks()];
        for (int i = 0; i < INSTANCES; i++) {
            register("i-" + next++);
        }
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = engine.group("service:" + i);
        }
        demands = new long[] {
            define(256, 256, 0, false),
            define(512, 1024, 0, false),
            define(16, 64, 0, true),
            define(0, 0, 0, false),
            engine.define(Demand.builder().cpuUnits(64).resource("disk-gib", 40).resource("licences", 1).build()),
        };
        refusedPlans = new long[] {
            engine.plan(define(256, 1 << 30, 0, false), Chain.parse("binpack(memory)")),
            engine.plan(define(256, 256, 30, false), Chain.parse("random")),
            engine.plan(define(256, 256, 0, false), Chain.parse("spread(instanceId)"), nowhere()),
            engine.plan(
                    engine.define(Demand.builder().resource("licences", 40).build()), Chain.parse("binpack(cpu)")),
        };
        attributes = new long[] {
            engine.attribute(Chain.ZONE_ATTRIBUTE, "a"),
            engine.attribute(Chain.ZONE_ATTRIBUTE, "z"),
            engine.attribute(Chains.RACK, "r1"),
            engine.attribute(Chains.RACK, "r-new"),
            engine.attribute("special", null),
        };
    }

    private static Constraint nowhere() {
        return Constraint.memberOf(instance -> instance.runningTasksCount() > 1_000_000);
    }

    private void register(final String id) {
        final int number = next;
        engine.register(Instance.builder(id)
                .cpuUnits(1024 * dice.between(1, 8))
                .memoryMib(1000 * dice.between(1, 16))
                .gpus(number % 3)
                .eniSlots(10)
                .resource("disk-gib", 50 * (number % 9))
                .resource("licences", number % 4)
                .agentVersion(number % 4 == 0 ? null : "1." + number % 30)
                .ec2InstanceId(number % 5 == 0 ? null : "e-" + number)
                .registeredAt(number % 6 == 0 ? null : Instant.ofEpochSecond(number * 86_400L * 150))
                .attribute(Chain.ZONE_ATTRIBUTE, "abc".substring(number % 3, number % 3 + 1))
                .attribute(Chains.RACK, "r" + number % 50)
                .capacityProvider(number % 7 == 0 ? null : "p" + number % 4)
                .build());
    }

    private long define(final int cpuUnits, final int memoryMib, final int gpus, final boolean more) {
        final Demand.Builder builder = Demand.builder().cpuUnits(cpuUnits).memoryMib(memoryMib).gpus(gpus);
        if (more) {
            builder.hostPort(8080).hostUdpPort(53).eniSlots(1).requiredAttribute(Chains.RACK).zone("a").zone("b");
        }
        return engine.define(builder.build());
    }

    /** Lives it for some rounds, and answers the refusals that it met. */
    Set<Reason> live(final int rounds) {
        final List<Chain> chains = new ArrayList<>(Chains.all());
        chains.add(Chain.parse("binpack(cpu),spread(instanceId),spread(attribute:rack),binpack(memory),random"));
        chains.add(Chain.parse("spread(attribute:rack),spread(attribute:ecs.availability-zone),binpack(cpu)"));
        for (int round = 0; round < rounds; round++) {
            planAnew(chains, round);
            grow();
            disturb();
            ask();
            undo();
            whatIf();
            walk();
            refuse();
            shrink(round);
            comeAndGo(round);
        }
        engine.validate();
        return met();
    }

    private Set<Reason> met() {
        final Set<Reason> met = EnumSet.noneOf(Reason.class);
        for (int code = 1; code < answers.length; code++) {
            if (answers[code] > 0) {
                met.add(Reason.of(-code));
            }
        }
        return met;
    }

    long checksum() {
        return checksum;
    }

    // ---- cold ------------------------------------------------------------------------------------------------------

    private void planAnew(final List<Chain> chains, final int round) {
        plans.forEach(engine::dropPlan);
        plans.clear();
        for (int i = 0; i < chains.size(); i++) {
            final long demand = demands[(i + round) % demands.length];
            if (i % 4 == 0) {
                plans.add(engine.plan(demand, chains.get(i), Constraint.atMost(1 + i / 4 % 3), member()));
            } else if (i % 4 <= 2) {
                final String query = QUERIES.get((i + round) % QUERIES.size());
                plans.add(engine.plan(demand, chains.get(i), Constraint.memberOf(query)));
            } else {
                plans.add(engine.plan(demand, chains.get(i), i % 8 == 3 ? "p" + round % 5 : null));
            }
        }
    }

    private static Constraint member() {
        return Constraint.memberOf(instance -> instance.hasAttribute(Chains.RACK)
                && !"z".equals(instance.attribute(Chain.ZONE_ATTRIBUTE)));
    }

    private void comeAndGo(final int round) {
        engine.deregisterForced(round);
        try {
            register("i-" + next++);
            engine.setAttribute(round + 40, "special", "cold");
        } catch (final LimitExceededException e) {
            checksum++;
        }
        engine.resize(round + 20, 9000, 9000, 1, 20);
        engine.reserve(round + 30, 100, 100, 0, 0);
        engine.resize(round + 20, "disk-gib", 450);
        engine.reserve(round + 30, "licences", 1);
        final int group = round % GROUPS;
        engine.closeGroup(groups[group]);
        groups[group] = engine.group("service:" + group + "/" + round);
    }

    // ---- hot -------------------------------------------------------------------------------------------------------

    private void grow() {
        for (int i = 0; i < plans.size(); i++) {
            final long plan = plans.get(i);
            gate.open();
            for (int call = 0; call < CALLS; call++) {
                started(engine.place(plan, group()));
            }
            placeMany(plan);
            placeExcluding(plan);
            placeAll(i);
            started(engine.placeOn(plan, group(), ordinal()));
            answered(engine.canPlaceOn(plan, group(), ordinal()));
            answered(engine.canPlace(plan, group()));
            answered(engine.failedChecks(plan, group(), ordinal()));
            for (int call = 0; call < CALLS / 2; call++) {
                release();
            }
            gate.close();
        }
    }

    private long group() {
        return groups[dice.chance(60) ? 0 : dice.below(GROUPS)];
    }

    private int ordinal() {
        return dice.below(INSTANCES);
    }

    private void answered(final long result) {
        checksum = 31 * checksum + result;
        if (result < PlacementEngine.NO_TASK) {
            answers[(int) -result]++;
        }
    }

    private void started(final long result) {
        answered(result);
        if (result >= 0) {
            tasks[taskTotal++] = result;
        }
    }

    private void placeMany(final long plan) {
        final int placed = engine.placeMany(plan, group(), many.length, many);
        for (int i = 0; i < placed; i++) {
            started(many[i]);
        }
    }

    private void placeAll(final int at) {
        for (int i = 0; i < many.length; i++) {
            manyPlans[i] = plans.get((at + i) % plans.size());
            manyGroups[i] = group();
        }
        answered(engine.canPlaceAll(manyPlans, manyGroups, many.length, many));
        final long placed = engine.placeAll(manyPlans, manyGroups, many.length, many);
        answered(placed);
        for (int i = 0; placed == many.length && i < placed; i++) {
            started(many[i]);
        }
    }

    private void placeExcluding(final long plan) {
        exclusion.clear();
        final long group = group();
        for (int i = 0; i < 4; i++) {
            final long task = engine.place(plan, group, exclusion);
            started(task);
            if (task >= 0) {
                exclusion.add(engine.instanceOf(task));
            }
        }
    }

    private void release() {
        if (taskTotal > 0) {
            final int at = dice.below(taskTotal);
            final long task = tasks[at];
            tasks[at] = tasks[--taskTotal];
            answered(engine.release(task));
            answered(engine.release(task));
        }
    }

    private void disturb() {
        gate.open();
        for (int i = 0; i < CALLS; i++) {
            final int ordinal = ordinal();
            answered(i % 2 == 0 ? engine.drain(ordinal) : engine.reactivate(ordinal));
            started(engine.placeOn(plans.get(0), group(), ordinal));
            answered(engine.setAgentConnected(ordinal, i % 5 != 0));
            answered(engine.setAttribute(ordinal, attributes[dice.below(attributes.length)]));
            answered(engine.removeAttribute(ordinal(), attributes[dice.below(attributes.length)]));
            final long demand = demands[dice.below(demands.length)];
            started(engine.adopt(demand, group(), ordinal(), adopted++ % 3 == 0));
        }
        for (int ordinal = 0; ordinal < INSTANCES; ordinal++) {
            answered(engine.reactivate(ordinal));
            answered(engine.setAgentConnected(ordinal, ordinal % 50 != 0));
        }
        gate.close();
    }

    private void ask() {
        gate.open();
        for (int i = 0; i < CALLS; i++) {
            final int ordinal = ordinal();
            for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
                answered(engine.slotOf(task) | engine.groupOf(task) & engine.demandOf(task) & engine.instanceOf(task));
            }
            answered(engine.tasksOn(ordinal));
            checksum += engine.remainingCpuUnits(ordinal) + engine.remainingMemoryMib(ordinal);
            checksum += engine.remainingGpus(ordinal) + engine.remainingEniSlots(ordinal);
            checksum += engine.remainingResource(ordinal, "licences");
            checksum += engine.isActive(ordinal) && engine.isAgentConnected(ordinal) ? 1 : 0;
        }
        final long group = groups[1];
        for (long task = engine.firstTaskIn(group); task >= 0; task = engine.nextTaskIn(task)) {
            checksum += engine.instanceOf(task);
        }
        answered(engine.tasksIn(group));
        checksum += engine.taskCount() + engine.instanceCount() + engine.ordinalLimit();
        gate.close();
    }

    /** Changes this and that within savepoints, and undoes it, but for what is held and claimed afterwards. */
    private void undo() {
        gate.open();
        for (int i = 0; i < CALLS; i++) {
            final long outer = engine.savepoint();
            final int ordinal = undone.below(INSTANCES);
            for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.firstTaskOn(ordinal)) {
                answered(engine.release(task));
            }
            final long inner = engine.savepoint();
            answered(engine.drain(ordinal));
            answered(engine.setAgentConnected(undone.below(INSTANCES), false));
            answered(engine.setAttribute(ordinal, attributes[undone.below(attributes.length)]));
            answered(engine.removeAttribute(undone.below(INSTANCES), attributes[undone.below(attributes.length)]));
            for (int call = 0; call < 8; call++) {
                final long plan = plans.get(undone.below(plans.size()));
                answered(Math.min(0, engine.place(plan, groups[undone.below(GROUPS)])));
            }
            answered(Math.min(0, engine.adopt(demands[2], groups[undone.below(GROUPS)], ordinal, false)));
            if (i % 2 == 0) {
                engine.commit(inner);
            } else {
                engine.rollback(inner);
            }
            engine.rollback(outer);
            final long held = engine.hold(plans.get(undone.below(plans.size())), groups[undone.below(GROUPS)]);
            if (held >= 0) {
                answered(engine.claim(held));
                answered(engine.claim(held));
            }
            started(held);
        }
        fillTheLog();
        fillTheAttributes();
        gate.close();
    }

    /** Asks what-ifs twice: they may allocate for an answer that is larger than any before, so the first is outside. */
    private void whatIf() {
        final int first = undone.below(INSTANCES - 3);
        final int plan = undone.below(plans.size());
        askWhatIfs(first, plan);
        gate.open();
        askWhatIfs(first, plan);
        gate.close();
    }

    private void askWhatIfs(final int first, final int plan) {
        int total = 0;
        for (int i = 0; i < 3; i++) {
            ordinals[i] = first + i;
            total += engine.tasksOn(first + i);
        }
        if (total < 50) {
            checksum += consolidation.each(ordinals, 3) + consolidation.greedily(ordinals, 3);
        }
        answered(preemption.ask(plans.get(plan), groups[1]));
        checksum += preemption.victims();
    }

    /** Walks through candidates of each order for which an index is free, with changes and searches in between. */
    private void walk() {
        for (final CandidateOrder order : CandidateOrder.values()) {
            try (Candidates candidates = engine.candidates(order)) {
                gate.open();
                for (int i = 0; i < CALLS / 4; i++) {
                    walk(candidates, walked.below(8_000), walked.below(16_000), 1 + walked.below(20));
                }
                gate.close();
            } catch (final LimitExceededException e) {
                checksum++;
            }
        }
    }

    private void walk(final Candidates candidates, final int cpuUnits, final int memoryMib, final int steps) {
        int at = candidates.first(cpuUnits, memoryMib);
        for (int left = steps; at != Candidates.NONE && left > 0; left--) {
            walks++;
            checksum = 31 * checksum + at;
            if (left % 4 == 1) {
                answered(engine.drain(at));
                answered(engine.reactivate(at));
            }
            if (left % 4 == 3) {
                engine.reserve(at, 1, 1, 0, 0);
            }
            if (left % 4 == 2) {
                answered(engine.canPlace(plans.get(walked.below(plans.size())), groups[0]));
            }
            at = candidates.next();
        }
    }

    /** Returns the number of steps of all walks. */
    long walks() {
        return walks;
    }

    private int priorityOf(final long group) {
        for (int i = 0; i < GROUPS; i++) {
            if (groups[i] == group) {
                return i == 1 ? GROUPS : i;
            }
        }
        return -1;
    }

    private void fillTheAttributes() {
        final long savepoint = engine.savepoint();
        for (int ordinal = 0; ordinal < INSTANCES; ordinal++) {
            answered(engine.setAttribute(ordinal, attributes[4]));
        }
        engine.rollback(savepoint);
    }

    private void fillTheLog() {
        final long savepoint = engine.savepoint();
        while (engine.drain(0) >= 0 && engine.reactivate(0) >= 0) {
            checksum++;
        }
        answered(engine.drain(1));
        answered(engine.reactivate(1));
        engine.rollback(savepoint);
    }

    private void refuse() {
        gate.open();
        for (final long plan : refusedPlans) {
            answered(engine.place(plan, group()));
            answered(engine.canPlace(plan, group()));
            answered(engine.canPlaceOn(plan, group(), ordinal()));
            answered(engine.place(plan, group(), exclusion));
            for (int i = 0; i < 10; i++) {
                started(engine.placeOn(plan, group(), ordinal()));
            }
        }
        answered(engine.place(-5, group()));
        answered(engine.place(plans.get(0), 123_456));
        answered(engine.placeOn(plans.get(0), group(), 1 << 20));
        answered(engine.drain(-1));
        answered(engine.setAttribute(0, -1));
        answered(engine.adopt(-1, group(), 0, false));
        answered(engine.release(1L << 60));
        answered(engine.nextTaskOn(1L << 60));
        gate.close();
    }

    private void shrink(final int round) {
        gate.open();
        final int left = round % 3 == 0 ? 0 : taskTotal / 2;
        while (taskTotal > left) {
            release();
        }
        gate.close();
    }
}
