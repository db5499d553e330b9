package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** A service and what it was told. */
final class Service {
    final String name;
    final boolean isDaemon;
    final boolean isFargate;
    Settings settings;

    Service(final String name, final boolean isDaemon, final boolean isFargate, final Settings settings) {
        this.name = name;
        this.isDaemon = isDaemon;
        this.isFargate = isFargate;
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
     */
    record Settings(
            Definition definition,
            int desired,
            List<Constraint> constraints,
            List<Strategy> strategies,
            List<String> zones,
            boolean rebalances) {}

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
