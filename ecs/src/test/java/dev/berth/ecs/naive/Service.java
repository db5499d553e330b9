package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** A service and what it was told. */
final class Service {
    final String name;
    final boolean isDaemon;
    /** Whether its launch type, which providers take the place of, is FARGATE. */
    private final boolean isLaunchedOnFargate;

    Settings settings;

    Service(final String name, final boolean isDaemon, final boolean isLaunchedOnFargate, final Settings settings) {
        this.name = name;
        this.isDaemon = isDaemon;
        this.isLaunchedOnFargate = isLaunchedOnFargate;
        this.settings = settings;
    }

    /**
     * What an update may change.
     *
     * @param definition of its tasks.
     * @param desired number of tasks; 0 for DAEMON.
     * @param constraints of the service.
     * @param strategies as given; may be none.
     * @param zones of its subnets, in their order; may be none.
     * @param rebalances whether zones are rebalanced.
     * @param providers as given; may be none.
     */
    record Settings(
            Definition definition,
            int desired,
            List<Constraint> constraints,
            List<Strategy> strategies,
            List<String> zones,
            boolean rebalances,
            List<Provider> providers) {}

    boolean isFargate() {
        return isFargateWith(settings);
    }

    boolean isFargateWith(final Settings others) {
        return others.providers.isEmpty() ? isLaunchedOnFargate : Provider.areFargate(others.providers);
    }

    String group() {
        return "service:" + name;
    }

    Demand demand() {
        return settings.definition.demand(MissingNode.getInstance());
    }

    List<Strategy> chain() {
        return settings.strategies.isEmpty() ? Strategy.OF_SERVICES : settings.strategies;
    }

    /** What a task of it asks. */
    Ask ask() {
        final boolean isInZones = settings.definition.isAwsvpc() && !settings.zones.isEmpty();
        return new Ask(
                demand(),
                group(),
                settings.definition.with(settings.constraints),
                isInZones ? settings.zones : null,
                isDaemon ? this : null);
    }
}
