package dev.berth.workload;

import dev.berth.CandidateOrder;
import dev.berth.Chain;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.oracle.Amounts;
import dev.berth.oracle.OracleInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands of a history. Each draws its arguments from what there is, some of it stale. */
public enum Command {
    /** Places a task. */
    PLACE(false, 50) {
        @Override
        void apply(final World world, final Dice dice) {
            world.answered(world.lockstep.place(world.plan(dice), world.group(dice), null));
        }
    },
    /** Places several tasks. */
    PLACE_MANY(false, 4) {
        @Override
        void apply(final World world, final Dice dice) {
            for (final long task :
                    world.lockstep.placeMany(world.plan(dice), world.group(dice), dice.between(0, 8))) {
                world.answered(task);
            }
        }
    },
    /** Places several tasks of several plans and groups, all or none. */
    PLACE_ALL(false, 3) {
        @Override
        void apply(final World world, final Dice dice) {
            final long[] plans = new long[dice.below(9)];
            final long[] groups = new long[plans.length];
            for (int i = 0; i < plans.length; i++) {
                plans[i] = world.plan(dice);
                groups[i] = world.group(dice);
            }
            for (final long task : world.lockstep.placeAll(plans, groups)) {
                world.answered(task);
            }
        }
    },
    /** Places a task while some instances are left out. */
    PLACE_EXCLUDING(false, 5) {
        @Override
        void apply(final World world, final Dice dice) {
            world.exclusion.clear();
            final long plan = world.plan(dice);
            final long group = world.group(dice);
            for (int i = dice.below(4); i >= 0; i--) {
                world.exclusion.add(world.ordinal(dice));
            }
            final long first = world.lockstep.place(plan, group, world.exclusion);
            world.answered(first);
            if (first >= 0) {
                world.exclusion.add(world.lockstep.engine().instanceOf(first));
                world.answered(world.lockstep.place(plan, group, world.exclusion));
            }
        }
    },
    /** Places a task on a given instance. */
    PLACE_ON(false, 4) {
        @Override
        void apply(final World world, final Dice dice) {
            final long task = world.lockstep.placeOn(world.plan(dice), world.group(dice), world.ordinal(dice));
            if (task >= 0) {
                world.answered(task);
            }
        }
    },
    /** Releases a task. */
    RELEASE(false, 40) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.release(world.task(dice));
        }
    },
    /** Asks why a task is refused. */
    EXPLAIN(false, 2) {
        @Override
        void apply(final World world, final Dice dice) {
            final long plan = world.plan(dice);
            final long group = world.group(dice);
            world.exclusion.clear();
            world.exclusion.add(world.ordinal(dice));
            world.lockstep.explain(plan, group, dice.chance(30) ? world.exclusion : null);
            world.lockstep.whyNot(plan, group, world.ordinal(dice));
            world.lockstep.headroom(plan, group);
        }
    },
    /** Goes through the tasks of an instance or a group. */
    INSPECT(false, 2) {
        @Override
        void apply(final World world, final Dice dice) {
            final int ordinal = world.ordinal(dice);
            world.lockstep.inspectInstance(ordinal);
            if (world.lockstep.engine().isRegistered(ordinal)) {
                world.lockstep.describe(ordinal);
            }
            world.lockstep.inspectGroup(world.group(dice));
        }
    },
    /** Adopts a task that already runs. */
    ADOPT(true, 8) {
        @Override
        void apply(final World world, final Dice dice) {
            final long task = world.lockstep.adopt(
                    world.demand(dice), world.group(dice), world.ordinal(dice), dice.chance(30));
            if (task >= 0) {
                world.answered(task);
            }
        }
    },
    /** Registers an instance. */
    REGISTER(true, 10) {
        @Override
        void apply(final World world, final Dice dice) {
            world.register(dice);
        }
    },
    /** Deregisters an instance; by force if tasks run on it. */
    DEREGISTER(true, 10) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.lockstep.oracle().instances().size() > world.scenario.instances() || dice.chance(30)) {
                world.lockstep.deregister(world.ordinal(dice), dice.chance(50));
            }
        }
    },
    /** Drains an instance. */
    DRAIN(true, 8) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.setActive(world.ordinal(dice), false);
        }
    },
    /** Reactivates an instance, one that drains if there is one. */
    REACTIVATE(true, 10) {
        @Override
        void apply(final World world, final Dice dice) {
            int ordinal = world.ordinal(dice);
            for (int i = 0; i < 20 && world.lockstep.engine().isActive(ordinal); i++) {
                ordinal = world.ordinal(dice);
            }
            world.lockstep.setActive(ordinal, true);
        }
    },
    /** Connects or disconnects the agent of an instance. */
    AGENT(true, 10) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.setAgentConnected(world.ordinal(dice), dice.chance(85));
        }
    },
    /** Sets an attribute by name. */
    SET_ATTRIBUTE(true, 10) {
        @Override
        void apply(final World world, final Dice dice) {
            final String[] attribute = world.shapes.attribute(dice);
            world.lockstep.setAttribute(world.ordinal(dice), attribute[0], attribute[1]);
        }
    },
    /** Removes an attribute by name. */
    REMOVE_ATTRIBUTE(true, 3) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.removeAttribute(world.ordinal(dice), world.shapes.attribute(dice)[0]);
        }
    },
    /** Interns an attribute, or releases one. */
    INTERN(true, 5) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.attributes.size() < 8) {
                final String[] attribute = world.shapes.attribute(dice);
                world.lockstep.attribute(attribute[0], attribute[1]).ifPresent(world.attributes::add);
            } else {
                final long handle = world.attributeHandle(dice);
                world.lockstep.releaseAttribute(handle);
                world.attributes.remove(Long.valueOf(handle));
                World.remember(world.oldHandles, handle, dice);
            }
        }
    },
    /** Sets an interned attribute. */
    SET_INTERNED(true, 10) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.setInterned(world.ordinal(dice), world.attributeHandle(dice));
        }
    },
    /** Removes an interned attribute. */
    REMOVE_INTERNED(true, 3) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.removeInterned(world.ordinal(dice), world.attributeHandle(dice));
        }
    },
    /** Changes what an instance has registered. */
    RESIZE(true, 5) {
        @Override
        void apply(final World world, final Dice dice) {
            final int[] size = world.scenario.mix().instanceSize(dice);
            final Amounts registered =
                    new Amounts(size[0], dice.chance(10) ? 0 : size[1], dice.below(9), dice.below(13));
            final int ordinal = world.ordinal(dice);
            final OracleInstance instance = world.lockstep.oracle().instance(ordinal);
            world.lockstep.resize(ordinal, instance == null ? registered : registered.plus(named(instance)));
            final String resource = world.shapes.resource(dice);
            if (resource != null) {
                world.lockstep.resize(ordinal, resource, dice.chance(10) ? dice.below(3) - 2 : dice.below(100));
            }
        }

        /** Returns the registered amounts of the named resources, which a resize of the other amounts keeps. */
        private static Amounts named(final OracleInstance instance) {
            return new Amounts(0, 0, 0, 0, instance.registered().named());
        }
    },
    /** Takes amounts from an instance, or gives back what it lacks of its registered amounts. */
    RESERVE(true, 5) {
        @Override
        void apply(final World world, final Dice dice) {
            final int ordinal = world.ordinal(dice);
            final OracleInstance instance = world.lockstep.oracle().instance(ordinal);
            final int[] size = world.scenario.mix().taskSize(dice);
            final Amounts amounts = new Amounts(size[0], size[1], dice.below(2), dice.below(2));
            final boolean back = instance != null && dice.chance(60);
            world.lockstep.reserve(ordinal, back ? Amounts.NONE.minus(amounts) : amounts);
            final String resource = world.shapes.resource(dice);
            if (resource != null) {
                world.lockstep.reserve(ordinal, resource, dice.below(7) - 3);
            }
        }
    },
    /** Defines a demand, or drops one. */
    DEFINE(true, 6) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.demands.size() < 20) {
                world.define(dice);
            } else {
                final long handle = world.demand(dice);
                world.lockstep.dropDemand(handle);
                drop(world, world.demands, handle, dice);
            }
        }
    },
    /** Compiles a plan, or drops one. */
    PLAN(true, 12) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.plans.size() < 8 + dice.below(24)) {
                final List<Chain> chains = world.scenario.chains();
                world.plan(dice, chains.isEmpty() || dice.chance(5) ? Chains.any(dice) : dice.pick(chains));
            } else {
                final long handle = world.plan(dice);
                world.lockstep.dropPlan(handle);
                drop(world, world.plans, handle, dice);
            }
        }
    },
    /** Opens a group, or closes one. */
    GROUP(true, 3) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.groups.size() < world.scenario.groups() + dice.below(3)) {
                world.group();
            } else {
                final long handle = world.group(dice);
                world.lockstep.closeGroup(handle);
                drop(world, world.groups, handle, dice);
                reopen(world, handle, dice);
            }
        }

        private void reopen(final World world, final long handle, final Dice dice) {
            if (dice.chance(30) && world.lockstep.engine().tasksIn(handle) > 0) {
                world.lockstep.group(world.lockstep.engine().groupName(handle)).ifPresent(world.groups::add);
            }
        }
    },
    /** Prepares the counts of a group. */
    PREPARE(true, 3) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.prepare(world.plan(dice), world.group(dice));
        }
    },
    /** Places a task that is held. Dice never choose this and the next two, so that older histories stay the same. */
    HOLD(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            world.answered(world.lockstep.hold(world.plan(dice), world.group(dice)));
        }
    },
    /** Claims a task, held or not. */
    CLAIM(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.claim(world.tasks.isEmpty() ? 1 : dice.pick(world.tasks));
        }
    },
    /** Changes the engine alone, within savepoints, and rolls it back. */
    DETOUR(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            world.lockstep.detour(engine -> Detour.go(engine, world, dice, 0));
        }
    },
    /** Asks which instances can be emptied. This and the next two are for limits that are out of reach. */
    CONSOLIDATE(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.isRoomy()) {
                final List<Integer> ordinals = new ArrayList<>();
                for (int i = dice.below(6); i >= 0; i--) {
                    ordinals.add(world.ordinal(dice));
                }
                final List<Long> plans = List.copyOf(world.plans);
                final int others = dice.below(3);
                world.lockstep.consolidate(ordinals, dice.chance(60), task -> {
                    final int at = Math.floorMod(Long.hashCode(task * 0x9E3779B97F4A7C15L), plans.size() + others);
                    return at < plans.size() ? plans.get(at) : PlacementEngine.NO_TASK;
                });
            }
        }
    },
    /** Asks which new instances are needed. */
    SCALE_UP(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.isRoomy()) {
                final List<Instance> types = new ArrayList<>();
                for (int i = dice.below(5); i > 0; i--) {
                    types.add(world.shapes.instance(dice, "type-" + i));
                }
                final List<Long> plans = new ArrayList<>();
                final List<Long> groups = new ArrayList<>();
                for (int i = dice.below(30); i > 0; i--) {
                    plans.add(world.plan(dice));
                    groups.add(world.group(dice));
                }
                world.lockstep.scaleUp(types, plans, groups);
            }
        }
    },
    /** Asks which tasks must stop for another. */
    PREEMPT(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.isRoomy()) {
                final int seed = dice.below(1_000);
                final int least = dice.chance(70) ? 0 : -3;
                final int own = dice.below(6);
                final long group = world.group(dice);
                final String ownName = world.lockstep.engine().tasksIn(group) < 0
                        ? ""
                        : world.lockstep.engine().groupName(group);
                world.lockstep.preempt(world.plan(dice), group, name -> least
                        + (name.equals(ownName) ? own : Math.floorMod((name.hashCode() + seed) * 0x9E3779B1, 5)));
            }
        }
    },
    /** Opens candidates, or closes some. Dice never choose this and the next one. */
    CANDIDATES(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.lockstep.openCandidates() < 1 + dice.below(4)) {
                final int[] least = dice.chance(50) ? new int[2] : world.scenario.mix().taskSize(dice);
                world.lockstep.openCandidates(
                        dice.pick(List.of(CandidateOrder.values())), least[0] / 8, least[1] / 8);
            } else {
                world.lockstep.closeCandidates(dice.below(world.lockstep.openCandidates()));
            }
        }
    },
    /** Walks through candidates, or goes on to walk. */
    WALK(false, 0) {
        @Override
        void apply(final World world, final Dice dice) {
            if (world.lockstep.openCandidates() == 0) {
                CANDIDATES.apply(world, dice);
                return;
            }
            final int at = dice.below(world.lockstep.openCandidates());
            if (dice.chance(40)) {
                world.lockstep.continueWalk(at, dice.below(12));
                return;
            }
            final int[] asked = dice.chance(20) ? new int[2] : world.scenario.mix().taskSize(dice);
            final int part = dice.chance(50) ? 1 : 8;
            final int steps = dice.chance(10) ? world.lockstep.engine().ordinalLimit() : dice.below(12);
            world.lockstep.walk(at, asked[0] / part, asked[1] / part, steps);
        }
    },
    /** Uses stale handles. */
    STALE(true, 4) {
        @Override
        void apply(final World world, final Dice dice) {
            final long handle = world.oldHandles.isEmpty() ? -1 : dice.pick(world.oldHandles);
            world.lockstep.place(handle, world.group(dice), null);
            world.lockstep.place(world.plan(dice), handle, null);
            world.lockstep.adopt(handle, world.group(dice), world.ordinal(dice), false);
            world.lockstep.inspectGroup(handle);
            world.lockstep.setInterned(world.ordinal(dice), handle);
            if (!world.oldTasks.isEmpty()) {
                world.lockstep.release(dice.pick(world.oldTasks));
            }
        }
    };

    private static final List<Command> OF_TASKS = weighted(false);
    private static final List<Command> OF_UPHEAVAL = weighted(true);

    private final boolean upheaval;
    private final int weight;

    Command(final boolean upheaval, final int weight) {
        this.upheaval = upheaval;
        this.weight = weight;
    }

    abstract void apply(World world, Dice dice);

    /**
     * Answers whether the command changes more than tasks.
     *
     * @return true if it does.
     */
    public boolean isUpheaval() {
        return upheaval;
    }

    /**
     * Returns how often the command is chosen among its kind.
     *
     * @return a weight; 0 if dice never choose it.
     */
    public int weight() {
        return weight;
    }

    /** Returns the name in lower case, as a label. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Command any(final Dice dice, final int upheavalPercent) {
        return dice.pick(dice.chance(upheavalPercent) ? OF_UPHEAVAL : OF_TASKS);
    }

    private static List<Command> weighted(final boolean upheaval) {
        final List<Command> commands = new ArrayList<>();
        for (final Command command : values()) {
            for (int i = 0; command.upheaval == upheaval && i < command.weight; i++) {
                commands.add(command);
            }
        }
        return List.copyOf(commands);
    }

    private static void drop(final World world, final List<Long> live, final long handle, final Dice dice) {
        live.remove(Long.valueOf(handle));
        World.remember(world.oldHandles, handle, dice);
    }
}
