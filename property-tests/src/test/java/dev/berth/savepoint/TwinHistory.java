package dev.berth.savepoint;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import dev.berth.workload.Scenario;
import dev.berth.workload.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A history of twins by dice: calls of both, detours of one that are rolled back, and savepoints that are kept. */
final class TwinHistory {
    private static final int DEEPEST = 4;

    final Twins twins;
    private final Shapes shapes;
    private final Dice dice;
    private final List<Long> demands = new ArrayList<>();
    private final List<Long> plans = new ArrayList<>();
    private final List<Long> groups = new ArrayList<>();
    private final List<Long> attributes = new ArrayList<>();
    private final List<Long> tasks = new ArrayList<>();

    /** Whether the log of a savepoint is so small that a batch may meet its end. */
    private final boolean mayStopHalfway;

    private int named;
    private int open;

    /** Calls of both, by whether savepoints allow them. */
    private enum Kind {
        PLACE(true, 30),
        HOLD(true, 4),
        CLAIM(true, 4),
        PLACE_MANY(true, 3),
        PLACE_BATCH(true, 3),
        PLACE_ALL(true, 3),
        PLACE_ON(true, 5),
        RELEASE(true, 22),
        RELEASE_ALL(true, 2),
        ADOPT(true, 6),
        DRAIN(true, 4),
        REACTIVATE(true, 5),
        AGENT(true, 5),
        SET_ATTRIBUTE(true, 6),
        REMOVE_ATTRIBUTE(true, 3),
        SET_INTERNED(true, 5),
        REMOVE_INTERNED(true, 3),
        RESERVE(true, 4),
        REGISTER(true, 5),
        ASK(true, 3),
        DEREGISTER(false, 4),
        RESIZE(false, 2),
        INTERN(false, 4),
        DEFINE(false, 4),
        PLAN(false, 6),
        GROUP(false, 4),
        PREPARE(false, 2);

        private final boolean allowed;
        private final int weight;

        Kind(final boolean allowed, final int weight) {
            this.allowed = allowed;
            this.weight = weight;
        }

        static Kind any(final Dice dice, final boolean allowedOnly) {
            while (true) {
                final Kind kind = values()[dice.below(values().length)];
                if ((kind.allowed || !allowedOnly) && dice.below(30) < kind.weight) {
                    return kind;
                }
            }
        }
    }

    /** A call, and whether one engine makes it alone. */
    private interface Caller {
        Object call(String name, Function<PlacementEngine, Object> call);
    }

    TwinHistory(final Scenario scenario, final int maxUndo) {
        twins = new Twins(scenario.config(), maxUndo);
        mayStopHalfway = maxUndo < 1_000;
        shapes = new Shapes(scenario);
        dice = new Dice(scenario.seed());
        for (int i = 0; i < scenario.instances(); i++) {
            act(Kind.REGISTER, twins::both, tasks);
        }
        for (int i = 0; i < 12; i++) {
            act(Kind.DEFINE, twins::both, tasks);
            act(Kind.PLAN, twins::both, tasks);
            act(Kind.GROUP, twins::both, tasks);
            act(Kind.INTERN, twins::both, tasks);
        }
    }

    void run(final int steps) {
        for (int i = 0; i < steps; i++) {
            final int turn = dice.below(100);
            if (turn < 6) {
                detour(0, new ArrayList<>(tasks));
                twins.compare(groups);
            } else if (turn < 9) {
                keep(0);
                twins.compare(groups);
            } else {
                act(Kind.any(dice, false), twins::both, tasks);
            }
        }
        twins.compare(groups);
    }

    /** Does this and that to one engine within a savepoint, with others in it, and undoes it. */
    private void detour(final int depth, final List<Long> known) {
        final long digest = twins.one.digest();
        final Object savepoint = twins.alone("savepoint", PlacementEngine::savepoint);
        if (savepoint.equals("maxUndo")) {
            return;
        }
        open++;
        change(depth, known, twins::alone);
        twins.alone("rollback", engine -> {
            engine.rollback((long) savepoint);
            return "done";
        });
        open--;
        twins.equal("digest after a rollback", digest, twins.one.digest());
        twins.one.validate();
    }

    private void change(final int depth, final List<Long> known, final Caller caller) {
        for (int left = dice.below(25); left > 0; left--) {
            final int turn = dice.below(100);
            if (turn < 8 && depth < DEEPEST) {
                detour(depth + 1, new ArrayList<>(known));
            } else if (turn < 12 && depth < DEEPEST) {
                final Object inner = twins.alone("savepoint", PlacementEngine::savepoint);
                change(depth + 1, known, caller);
                commit(inner);
            } else {
                act(Kind.any(dice, !dice.chance(3)), caller, known);
            }
        }
    }

    /** Does this and that to both, with a savepoint open in one, which is committed. */
    private void keep(final int depth) {
        final Object savepoint = twins.alone("savepoint", PlacementEngine::savepoint);
        open += savepoint.equals("maxUndo") ? 0 : 1;
        change(depth, tasks, twins::both);
        open -= savepoint.equals("maxUndo") ? 0 : 1;
        commit(savepoint);
    }

    private void commit(final Object savepoint) {
        if (!savepoint.equals("maxUndo")) {
            twins.alone("commit", engine -> {
                engine.commit((long) savepoint);
                return "done";
            });
        }
    }

    // ---- calls -----------------------------------------------------------------------------------------------------

    private void act(final Kind kind, final Caller caller, final List<Long> known) {
        if (!kind.allowed && open > 0) {
            refuse(kind);
            return;
        }
        if (kind.allowed) {
            change(kind, caller, known);
        } else {
            rearrange(kind, caller);
        }
    }

    /** A savepoint is open, so that the call must be refused. */
    private void refuse(final Kind kind) {
        final long digest = twins.one.digest();
        final Object answer = twins.alone("refused " + kind, engine -> {
            switch (kind) {
                case DEREGISTER -> engine.deregisterForced(0);
                case RESIZE -> engine.resize(0, 1, 1, 0, 0);
                case INTERN -> engine.attribute("never", "seen");
                case DEFINE -> engine.define(Demand.builder().build());
                case PLAN -> engine.plan(pick(demands), Chain.parse("random"));
                case GROUP -> engine.group("never seen");
                default -> engine.prepare(pick(plans), pick(groups));
            }
            return "done";
        });
        twins.equal("refusal", true, answer.toString().contains("while a savepoint is open"));
        twins.equal("digest", digest, twins.one.digest());
    }

    private void rearrange(final Kind kind, final Caller caller) {
        switch (kind) {
            case DEREGISTER -> {
                final int ordinal = ordinal();
                final boolean forced = dice.chance(50);
                caller.call("deregister " + ordinal, engine -> {
                    if (forced) {
                        engine.deregisterForced(ordinal);
                    } else {
                        engine.deregister(ordinal);
                    }
                    return "done";
                });
            }
            case RESIZE -> {
                final int ordinal = ordinal();
                final int size = dice.between(1_000, 20_000);
                caller.call("resize " + ordinal, engine -> {
                    engine.resize(ordinal, size, size, 2, 8);
                    return "done";
                });
            }
            case INTERN -> internOrRelease(caller);
            case DEFINE -> defineOrDrop(caller);
            case PLAN -> planOrDrop(caller);
            case GROUP -> openOrClose(caller);
            default -> {
                final long plan = pick(plans);
                final long group = pick(groups);
                caller.call("prepare", engine -> {
                    engine.prepare(plan, group);
                    return "done";
                });
            }
        }
    }

    private void internOrRelease(final Caller caller) {
        if (attributes.size() < 8) {
            final String[] attribute = shapes.attribute(dice);
            add(attributes, caller.call(
                    "intern " + attribute[0], engine -> engine.attribute(attribute[0], attribute[1])));
        } else {
            final long attribute = remove(attributes);
            caller.call("release attribute", engine -> {
                engine.releaseAttribute(attribute);
                return "done";
            });
        }
    }

    private void defineOrDrop(final Caller caller) {
        if (demands.size() < 14) {
            final Demand demand = shapes.demand(dice);
            add(demands, caller.call("define", engine -> engine.define(demand)));
        } else {
            final long demand = remove(demands);
            caller.call("drop demand", engine -> {
                engine.dropDemand(demand);
                return "done";
            });
        }
    }

    private void planOrDrop(final Caller caller) {
        if (plans.size() < 14) {
            final long demand = pick(demands);
            final Chain chain = dice.pick(Chains.all());
            final String provider = shapes.providerAsked(dice);
            final Constraint[] constraints = shapes.constraints(dice).toArray(new Constraint[0]);
            add(plans, caller.call("plan", engine -> engine.plan(demand, chain, provider, constraints)));
        } else {
            final long plan = remove(plans);
            caller.call("drop plan", engine -> {
                engine.dropPlan(plan);
                return "done";
            });
        }
    }

    private void openOrClose(final Caller caller) {
        if (groups.size() < 8) {
            final String name = "service:g" + dice.below(10);
            final Object group = caller.call("group " + name, engine -> engine.group(name));
            if (!groups.contains(group)) {
                add(groups, group);
            }
        } else {
            final long group = remove(groups);
            caller.call("close group", engine -> {
                engine.closeGroup(group);
                return "done";
            });
        }
    }

    private void change(final Kind kind, final Caller caller, final List<Long> known) {
        final long plan = pick(plans);
        final long group = pick(groups);
        final int ordinal = ordinal();
        switch (kind) {
            case PLACE -> add(known, caller.call("place", engine -> engine.place(plan, group)));
            case HOLD -> add(known, caller.call("hold", engine -> engine.hold(plan, group)));
            case CLAIM -> {
                final long task = pick(known);
                caller.call("claim " + task, engine -> engine.claim(task));
            }
            case PLACE_ON -> add(known, caller.call(
                    "place on " + ordinal, engine -> engine.placeOn(plan, group, ordinal)));
            case ADOPT -> {
                final long demand = pick(demands);
                final boolean counted = dice.chance(30);
                add(known, caller.call("adopt", engine -> engine.adopt(demand, group, ordinal, counted)));
            }
            case RELEASE -> {
                final long task = dice.chance(5) ? pick(known) : remove(known);
                caller.call("release " + task, engine -> engine.release(task));
            }
            case ASK -> caller.call("ask", engine -> List.of(
                    engine.canPlace(plan, group),
                    engine.headroom(plan, group).count(),
                    engine.explain(plan, group).considered(),
                    engine.failedChecks(plan, group, ordinal)));
            case PLACE_MANY, PLACE_BATCH, PLACE_ALL, RELEASE_ALL -> batch(kind, caller, known);
            default -> disturb(kind, caller, ordinal);
        }
    }

    private void batch(final Kind kind, final Caller caller, final List<Long> known) {
        final int count = mayStopHalfway && kind != Kind.PLACE_ALL ? 1 : dice.below(6);
        final long[] somePlans = new long[count];
        final long[] someGroups = new long[count];
        final long[] someTasks = new long[count];
        for (int i = 0; i < count; i++) {
            somePlans[i] = pick(plans);
            someGroups[i] = pick(groups);
            someTasks[i] = kind == Kind.RELEASE_ALL ? remove(known) : 0;
        }
        final Object answer = caller.call(kind.name(), engine -> {
            final long[] answers = someTasks.clone();
            switch (kind) {
                case PLACE_MANY -> {
                    final int placed = count == 0 ? 0 : engine.placeMany(somePlans[0], someGroups[0], count, answers);
                    return Twins.list(answers, Math.min(count, placed + 1));
                }
                case PLACE_BATCH -> engine.placeMany(somePlans, someGroups, count, answers);
                case PLACE_ALL -> {
                    final int placed = engine.placeAll(somePlans, someGroups, count, answers);
                    return placed == count
                            ? Twins.list(answers, count)
                            : List.of(answers[placed], (long) -1 - placed);
                }
                default -> engine.releaseAll(answers, 0, count);
            }
            return Twins.list(answers, count);
        });
        if (answer instanceof List<?> list && kind != Kind.RELEASE_ALL) {
            list.forEach(task -> add(known, task));
        }
    }

    private void disturb(final Kind kind, final Caller caller, final int ordinal) {
        final String[] attribute = shapes.attribute(dice);
        final long interned = pick(attributes);
        final boolean on = dice.chance(85);
        final int amount = dice.between(-300, 300);
        final Instance instance = shapes.instance(dice, "i-" + (dice.chance(5) ? 0 : named++));
        caller.call(kind + " " + ordinal, engine -> {
            switch (kind) {
                case DRAIN -> {
                    return engine.drain(ordinal);
                }
                case REACTIVATE -> {
                    return engine.reactivate(ordinal);
                }
                case AGENT -> {
                    return engine.setAgentConnected(ordinal, on);
                }
                case SET_INTERNED -> {
                    return engine.setAttribute(ordinal, interned);
                }
                case REMOVE_INTERNED -> {
                    return engine.removeAttribute(ordinal, interned);
                }
                case SET_ATTRIBUTE -> engine.setAttribute(ordinal, attribute[0], attribute[1]);
                case REMOVE_ATTRIBUTE -> {
                    return engine.removeAttribute(ordinal, attribute[0]);
                }
                case RESERVE -> {
                    if (amount % 2 == 0 || engine.config().resources().isEmpty()) {
                        engine.reserve(ordinal, amount, -amount, amount / 100, 0);
                    } else {
                        engine.reserve(ordinal, engine.config().resources().get(1), amount);
                    }
                }
                default -> {
                    return engine.register(instance);
                }
            }
            return "done";
        });
    }

    // ---- choices ---------------------------------------------------------------------------------------------------

    private int ordinal() {
        return dice.below(Math.max(1, twins.one.ordinalLimit()));
    }

    private long pick(final List<Long> handles) {
        return handles.isEmpty() ? 1_000 : dice.pick(handles);
    }

    private long remove(final List<Long> handles) {
        return handles.isEmpty() ? 1_000 : handles.remove(dice.below(handles.size()));
    }

    private static void add(final List<Long> handles, final Object answer) {
        if (answer instanceof Long handle && handle > 0) {
            handles.add(handle);
        }
    }
}
