package dev.berth.internal;

import dev.berth.EngineConfig;
import dev.berth.internal.cluster.Amounts;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.cluster.Instances;
import dev.berth.internal.cluster.Labels;
import dev.berth.internal.cluster.Savepoints;
import dev.berth.internal.explain.Questions;
import dev.berth.internal.index.Indexes;
import dev.berth.internal.plan.Planner;
import dev.berth.internal.select.Eligibility;
import dev.berth.internal.select.Selector;
import dev.berth.internal.state.SplitMix;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of one engine, which it creates and connects. The facade calls the parts directly. */
public final class Engine {
    public final Cluster cluster;
    public final Instances instances;
    public final Amounts amounts;
    public final Labels labels;
    public final Planner planner;
    public final Savepoints savepoints;
    private final Eligibility eligibility;
    public final Placements placements;
    public final Batches batches;
    public final Questions questions;
    final SplitMix random;

    /** Allocates all that the limits of a configuration allow. */
    public Engine(final EngineConfig config) {
        cluster = new Cluster(config);
        instances = new Instances(cluster);
        amounts = new Amounts(cluster);
        labels = new Labels(cluster);
        planner = new Planner(cluster, config);
        random = new SplitMix(config.seed());
        eligibility = new Eligibility(cluster);
        final Selector selector = new Selector(cluster, eligibility, random, maxValues(config));
        placements = new Placements(cluster, planner, amounts, eligibility, selector, random);
        savepoints = new Savepoints(cluster, random);
        batches = new Batches(placements, cluster, savepoints);
        questions = new Questions(cluster, planner, eligibility);
    }

    /** Returns a new search for tasks that make room for another; each search keeps its own answer. */
    public Victims victims() {
        return new Victims(cluster, planner, eligibility, savepoints);
    }

    private static int maxValues(final EngineConfig config) {
        return Math.min(config.maxSpreadValues(), config.maxAttributeValues());
    }

    public static Map<String, Long> footprint(final EngineConfig config) {
        final Map<String, Long> parts = new LinkedHashMap<>();
        Cluster.footprint(config, parts);
        parts.put("demands and plans", Planner.footprintBytes(config));
        parts.put("scratch", Selector.footprintBytes(maxValues(config), config.maxInstances()));
        return parts;
    }

    /** Returns the bytes that an index adds once it has been opened in every kind of order. */
    public static long otherOrderBytes(final EngineConfig config) {
        return Indexes.otherOrderBytes(config);
    }
}
