package dev.berth.cluster.internal.machine;

import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.ClusterSettings;
import dev.berth.service.ServiceListener;
import dev.berth.service.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The parts that {@code Configure} makes: the engine, its services, and the handlers of their commands. */
final class Configured {
    /** The settings that may become higher and not lower, by name: those of the engine, then those of the machine. */
    private static final Map<String, ToLongFunction<EngineConfig>> ENGINE_LIMITS = new LinkedHashMap<>();

    private static final Map<String, ToLongFunction<ClusterSettings>> OTHER_LIMITS = new LinkedHashMap<>();

    static {
        ENGINE_LIMITS.put("maxInstances", EngineConfig::maxInstances);
        ENGINE_LIMITS.put("maxTasks", EngineConfig::maxTasks);
        ENGINE_LIMITS.put("maxGroups", EngineConfig::maxGroups);
        ENGINE_LIMITS.put("maxDemands", EngineConfig::maxDemands);
        ENGINE_LIMITS.put("maxPlans", EngineConfig::maxPlans);
        ENGINE_LIMITS.put("maxCounts", EngineConfig::maxCounts);
        ENGINE_LIMITS.put("maxAttributeNames", EngineConfig::maxAttributeNames);
        ENGINE_LIMITS.put("maxAttributeValues", EngineConfig::maxAttributeValues);
        ENGINE_LIMITS.put("maxAttributes", EngineConfig::maxAttributes);
        ENGINE_LIMITS.put("maxPorts", EngineConfig::maxPorts);
        ENGINE_LIMITS.put("maxIndexes", EngineConfig::maxIndexes);
        ENGINE_LIMITS.put("maxSpreadValues", EngineConfig::maxSpreadValues);
        ENGINE_LIMITS.put("maxFilters", EngineConfig::maxFilters);
        ENGINE_LIMITS.put("maxUndo", EngineConfig::maxUndo);
        ENGINE_LIMITS.put("number of resources", config -> config.resources().size());
        OTHER_LIMITS.put("maxClients", ClusterSettings::maxClients);
        OTHER_LIMITS.put("maxReplies", ClusterSettings::maxReplies);
        OTHER_LIMITS.put("maxEvents", ClusterSettings::maxEvents);
    }

    final ClusterSettings settings;
    final PlacementEngine engine;
    final Services services;
    private final ServiceListener listener;

    /** Returns the number of entries that the machine has applied. */
    private final LongSupplier applied;

    /** The handlers by the id of a command, divided by 10. */
    private final @Nullable CommandHandler[] handlers;

    private Configured(
            final ClusterSettings settings,
            final PlacementEngine engine,
            final Services services,
            final ServiceListener listener,
            final LongSupplier applied) {
        this.settings = settings;
        this.engine = engine;
        this.services = services;
        this.listener = listener;
        this.applied = applied;
        handlers = handlers(engine, services, applied);
    }

    /** Makes the handlers of all commands other than control. Only here does a handler get its engine. */
    private static @Nullable CommandHandler[] handlers(
            final PlacementEngine engine, final Services services, final LongSupplier applied) {
        final @Nullable CommandHandler[] handlers = new @Nullable CommandHandler[20];
        handlers[3] = new InstanceHandler(engine);
        handlers[4] = handlers[3];
        handlers[5] = new RequestHandler(engine);
        handlers[6] = new PlacementHandler(engine);
        handlers[7] = new QuestionHandler(engine);
        handlers[8] = new ExplanationHandler(engine, services, applied);
        handlers[9] = new ServiceHandler(engine, services);
        handlers[10] = new ServiceQuestionHandler(engine, services);
        return handlers;
    }

    /** Makes an engine without instances. */
    static Configured first(
            final ClusterSettings settings, final ServiceListener listener, final LongSupplier applied) {
        final PlacementEngine engine = new PlacementEngine(settings.engine());
        return new Configured(
                settings, engine, new Services(engine, settings.engine().seed(), listener), listener, applied);
    }

    /** Reads the engine and the services as {@link #snapshot} wrote them. */
    static Configured restore(
            final ClusterSettings settings,
            final SnapshotSource source,
            final ServiceListener listener,
            final LongSupplier applied)
            throws IOException {
        final PlacementEngine engine = PlacementEngine.restore(settings.engine(), source);
        return new Configured(settings, engine, Services.restore(engine, source, listener), listener, applied);
    }

    void snapshot(final SnapshotSink sink) throws IOException {
        engine.snapshot(sink);
        services.snapshot(sink);
    }

    /** Returns the handler of a command, or null if there is none. */
    @Nullable CommandHandler handler(final int templateId) {
        final int kind = templateId / 10;
        return kind < handlers.length ? handlers[kind] : null;
    }

    void tick() {
        services.tick();
    }

    // ---- growth ----------------------------------------------------------------------------------------------------

    /**
     * Returns an object with other settings and the same state: this engine, or one that was restored with higher
     * limits. The handles stay as they are, and so does the random state.
     *
     * @throws IllegalArgumentException if a limit is lower, or the seed is another; this object is as it was.
     */
    Configured with(final ClusterSettings newSettings) {
        final boolean hasGrown = compare(ENGINE_LIMITS, settings.engine(), newSettings.engine());
        compare(OTHER_LIMITS, settings, newSettings);
        checkSame("seed", settings.engine().seed(), newSettings.engine().seed());
        checkSame("resources", settings.engine().resources(), newSettings
                .engine()
                .resources()
                .subList(0, settings.engine().resources().size()));
        if (!hasGrown) {
            return new Configured(newSettings, engine, services, listener, applied);
        }
        try {
            final ByteArrayOutputStream state = new ByteArrayOutputStream();
            snapshot(SnapshotSink.to(state));
            return restore(newSettings, SnapshotSource.of(state.toByteArray()), listener, applied);
        } catch (final IOException e) {
            throw new UncheckedIOException("the engine cannot be restored with higher limits", e);
        }
    }

    /** Answers whether a limit has become higher; throws if one is lower. */
    private static <T> boolean compare(final Map<String, ToLongFunction<T>> limits, final T before, final T after) {
        boolean hasGrown = false;
        for (final Map.Entry<String, ToLongFunction<T>> each : limits.entrySet()) {
            final long old = each.getValue().applyAsLong(before);
            final long wanted = each.getValue().applyAsLong(after);
            if (wanted < old) {
                throw new IllegalArgumentException(each.getKey() + " is " + wanted + ", must be at least " + old
                        + ", which the cluster has; limits can only become higher");
            }
            hasGrown |= wanted > old;
        }
        return hasGrown;
    }

    private static void checkSame(final String name, final Object before, final Object after) {
        if (!before.equals(after)) {
            throw new IllegalArgumentException(
                    name + " is " + after + ", must be " + before + " as in the first configuration");
        }
    }
}
