package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicType;
import ai.timefold.solver.core.config.constructionheuristic.decider.forager.ConstructionHeuristicForagerConfig;
import ai.timefold.solver.core.config.constructionheuristic.decider.forager.ConstructionHeuristicPickEarlyType;
import ai.timefold.solver.core.config.constructionheuristic.placer.QueuedEntityPlacerConfig;
import ai.timefold.solver.core.config.heuristic.selector.common.SelectionCacheType;
import ai.timefold.solver.core.config.heuristic.selector.common.SelectionOrder;
import ai.timefold.solver.core.config.heuristic.selector.entity.EntitySelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.value.ValueSelectorConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;

/** The configurations of the solver. */
enum Mode {
    /** The best of all nodes for each task in turn, by the memory left, with a score that is updated by hand. */
    EXACT_MEMORY("exact-memory", 50),
    /** The same configuration by the CPU left. */
    EXACT_CPU("exact-cpu", 50),
    /**
     * A configuration with the answers of {@code exact-memory}, whose score is written as constraint streams and
     * evaluates every node.
     */
    STREAMS_MEMORY("streams-memory", 50),
    /** The first random node that has room, among as many draws as there are nodes. */
    FIRST_FEASIBLE("first-feasible", 1_000);

    private static final String PLACED_TASK = "task";

    private final String label;
    private final int batch;

    Mode(final String label, final int batch) {
        this.label = label;
        this.batch = batch;
    }

    static Mode of(final String label) {
        for (final Mode mode : values()) {
            if (mode.label.equals(label)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode is '" + label
                + "', must be exact-memory, exact-cpu, streams-memory or first-feasible");
    }

    int batch() {
        return batch;
    }

    Solver<Plan> solver(final int nodes) {
        final SolverConfig config = new SolverConfig()
                .withSolutionClass(Plan.class)
                .withEntityClasses(Task.class)
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withScoreDirectorFactory(score())
                .withPhases(heuristic(nodes));
        return SolverFactory.<Plan>create(config).buildSolver();
    }

    private ScoreDirectorFactoryConfig score() {
        final ScoreDirectorFactoryConfig score = new ScoreDirectorFactoryConfig();
        return switch (this) {
            case STREAMS_MEMORY -> score.withConstraintProviderClass(PlacementConstraints.class);
            case EXACT_CPU -> score.withIncrementalScoreCalculatorClass(LeastLeft.OfCpu.class);
            default -> score.withIncrementalScoreCalculatorClass(LeastLeft.OfMemory.class);
        };
    }

    private ConstructionHeuristicPhaseConfig heuristic(final int nodes) {
        final ConstructionHeuristicPhaseConfig heuristic = new ConstructionHeuristicPhaseConfig();
        return switch (this) {
            case STREAMS_MEMORY -> heuristic.withConstructionHeuristicType(ConstructionHeuristicType.FIRST_FIT);
            case FIRST_FEASIBLE ->
                heuristic
                        .withEntityPlacerConfig(placer(moves()
                                .withValueSelectorConfig(new ValueSelectorConfig("node")
                                        .withSelectionOrder(SelectionOrder.RANDOM)
                                        .withSelectedCountLimit(nodes))
                                .withFilterClass(HasRoom.OnSomeNode.class)))
                        .withForagerConfig(new ConstructionHeuristicForagerConfig()
                                .withPickEarlyType(ConstructionHeuristicPickEarlyType
                                        .FIRST_FEASIBLE_SCORE_OR_NON_DETERIORATING_HARD));
            default -> heuristic.withEntityPlacerConfig(placer(moves().withFilterClass(HasRoom.class)));
        };
    }

    /** Returns what the heuristic FIRST_FIT is short for: each task in turn, in the given order, and its moves. */
    private static QueuedEntityPlacerConfig placer(final ChangeMoveSelectorConfig moves) {
        return new QueuedEntityPlacerConfig()
                .withEntitySelectorConfig(
                        new EntitySelectorConfig().withId(PLACED_TASK).withCacheType(SelectionCacheType.PHASE))
                .withMoveSelectorConfigs(moves);
    }

    private static ChangeMoveSelectorConfig moves() {
        return new ChangeMoveSelectorConfig()
                .withEntitySelectorConfig(EntitySelectorConfig.newMimicSelectorConfig(PLACED_TASK));
    }
}
