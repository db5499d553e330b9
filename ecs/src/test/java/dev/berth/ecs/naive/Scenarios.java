package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Random scenarios: a small cluster on which everything collides, and all operations in a plausible mixture, with some
 * lines that are wrong in some way. The plain replay runs along, so that what is asked is mostly there.
 */
final class Scenarios {
    private static final int PERCENT_BAD = 8;

    private final Dice dice;
    private final NaiveReplay replay = new NaiveReplay(false, new FirstOf());
    private final List<String> lines = new ArrayList<>();
    private final Vocabulary words;
    private final InstanceRequests instances;
    private final TaskRequests tasks;
    private final ServiceRequests services;
    private final BadLines bad;

    private Scenarios(final long seed) {
        dice = new Dice(seed);
        words = new Vocabulary(dice, replay.state());
        instances = new InstanceRequests(words);
        tasks = new TaskRequests(words);
        services = new ServiceRequests(words);
        bad = new BadLines(words);
    }

    /**
     * A scenario.
     *
     * @param seed any number.
     * @param count of its lines.
     */
    static List<String> lines(final long seed, final int count) {
        final Scenarios scenario = new Scenarios(seed);
        scenario.begin();
        while (scenario.lines.size() < count) {
            scenario.step();
        }
        return scenario.lines;
    }

    private void begin() {
        final int most = dice.pick(List.of(3, 5, 8, 12, 40));
        for (int i = dice.between(2, most); i > 0; i--) {
            add(instances.register());
        }
        for (int i = dice.between(4, 9); i > 0; i--) {
            add(tasks.define());
        }
    }

    private void step() {
        final int kind = dice.below(100);
        if (kind < 1) {
            addText(dice.pick(List.of("", "  ", "# a comment", "#{\"op\":\"Tick\"}", "\t")));
        } else if (kind < 4) {
            thereAndBack();
        } else if (kind < 7 && words.isCalm) {
            shakeZones();
        } else if (kind < 7 + PERCENT_BAD) {
            addText(bad.spoiled(request()));
        } else {
            add(request());
        }
    }

    private ObjectNode request() {
        if (words.isCalm && dice.chance(50)) {
            return dice.pick(List.<Supplier<ObjectNode>>of(
                            services::tick,
                            services::createOrChange,
                            instances::putAttributes,
                            instances::updateState,
                            tasks::protect))
                    .get();
        }
        final int kind = dice.below(100);
        if (kind < 24) {
            return tasks.run();
        }
        if (kind < 33) {
            return tasks.stop();
        }
        if (kind < 46) {
            return services.tick();
        }
        if (kind < 62) {
            return services.createOrChange();
        }
        return dice.pick(List.<Supplier<ObjectNode>>of(
                        tasks::start,
                        tasks::start,
                        tasks::load,
                        tasks::load,
                        tasks::protect,
                        tasks::protect,
                        tasks::define,
                        instances::register,
                        instances::register,
                        instances::deregister,
                        instances::deregister,
                        instances::describe,
                        instances::describe,
                        instances::list,
                        instances::list,
                        instances::putAttributes,
                        instances::putAttributes,
                        instances::putAttributes,
                        instances::deleteAttributes,
                        instances::updateState,
                        instances::updateState,
                        instances::updateState,
                        instances::updateAgent,
                        instances::updateAgent,
                        this::checkpoint))
                .get();
    }

    private ObjectNode checkpoint() {
        return words.request("Checkpoint");
    }

    /** A change and its undoing between two checkpoints: the digests must be equal. */
    private void thereAndBack() {
        if (replay.state().instances.isEmpty()) {
            add(instances.register());
        }
        final Instance instance = dice.pick(replay.state().instances);
        add(checkpoint());
        switch (dice.below(4)) {
            case 0 -> {
                add(instances.updateAgent(instance, !instance.isConnected));
                add(checkpoint());
                add(instances.updateAgent(instance, !instance.isConnected));
            }
            case 1 -> {
                add(instances.updateState(List.of(instance), !instance.isDraining));
                add(checkpoint());
                add(instances.updateState(List.of(instance), !instance.isDraining));
            }
            case 2 -> {
                add(instances.putAttribute(instance, "passing"));
                add(checkpoint());
                add(instances.deleteAttribute(instance, "passing"));
            }
            default -> {
                add(tasks.load(instance, "passing"));
                add(checkpoint());
                add(tasks.stop("passing"));
            }
        }
        add(checkpoint());
    }

    /** Services leave some instances for others, and come back when these are there again. */
    private void shakeZones() {
        final List<Instance> left = replay.state().instances.stream()
                .filter(instance -> dice.chance(55))
                .toList();
        add(services.balanced());
        add(instances.updateState(left, true));
        add(services.tick());
        add(instances.updateState(left, false));
        for (int more = dice.between(1, 4); more > 0; more--) {
            add(services.tick());
        }
    }

    private void add(final ObjectNode request) {
        addText(BadLines.text(request));
    }

    private void addText(final String line) {
        lines.add(line);
        if (!NaiveReplay.isPassedOver(line)) {
            replay.answer(line, lines.size());
        }
    }
}
