package dev.berth.ecs.replay;

import dev.berth.PlacementEngine;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.InstanceStatus;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.Values;
import java.util.List;

/** The operations that drain, reactivate, connect and remove instances. */
final class InstanceStateOperations {
    private final Cluster cluster;
    private final PlacementEngine engine;

    InstanceStateOperations(final Cluster cluster) {
        this.cluster = cluster;
        this.engine = cluster.engine();
    }

    Answer updateState(final Members members) {
        final List<String> ids = members.strings("containerInstances");
        final String statusText = members.string("status");
        members.checkGiven("containerInstances");
        ids.forEach(id -> Values.nonEmpty("containerInstances item", id));
        final InstanceStatus status = InstanceStatus.of(Values.needed("status", statusText));
        for (final String id : ids) {
            final int ordinal = engine.ordinalOf(id);
            if (status == InstanceStatus.ACTIVE) {
                engine.reactivate(ordinal);
            } else {
                engine.drain(ordinal);
            }
        }
        return json -> InstanceOperations.writeThose(json, cluster, ids);
    }

    Answer updateAgent(final Members members) {
        final String id = members.string("containerInstance");
        final Boolean connected = members.bool("agentConnected");
        final int ordinal = cluster.ordinalOf(Values.needed("containerInstance", id));
        engine.setAgentConnected(ordinal, Values.needed("agentConnected", connected));
        return json -> json.writeStringField("containerInstanceArn", id);
    }

    Answer deregister(final Members members) {
        final String id = members.string("containerInstance");
        final Boolean force = members.bool("force");
        final int ordinal = cluster.ordinalOf(Values.needed("containerInstance", id));
        final int count = engine.tasksOn(ordinal);
        if (count > 0 && !Boolean.TRUE.equals(force)) {
            throw ApiException.tasksRun(id, count);
        }
        cluster.watch();
        cluster.clear(ordinal);
        final InstanceDescription gone = InstanceDescription.inactive(cluster, ordinal);
        cluster.removeInstance(ordinal);
        return json -> {
            json.writeFieldName("containerInstance");
            InstanceWriter.write(json, gone);
        };
    }
}
