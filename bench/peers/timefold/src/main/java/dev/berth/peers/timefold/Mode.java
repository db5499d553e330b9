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

/** How the solver is configured. */
enum Mode {
    /** Best of all nodes for each task in turn, by the memory left; a score that is updated by hand. */
    EXACT_MEMORY("exact-memory", 50),
    /** The same by the CPU left. */
    EXACT_CPU("exact-cpu", 50),
    /** As exact-memory in all that it answers, with the score as constraint streams and nothing left out. */
    STREAMS_MEMORY("streams-memory", 50),
    /** The first random node that has room, of as many draws as there are nodes. */
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

    /** What the heuristic FIRST_FIT is short for: each task in turn, in the order given, and its moves. */
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
