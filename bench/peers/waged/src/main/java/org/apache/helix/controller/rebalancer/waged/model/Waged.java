package org.apache.helix.controller.rebalancer.waged.model;

import dev.berth.peers.Peer;
import dev.berth.peers.Problem;
import dev.berth.peers.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.helix.HelixRebalanceException;
import org.apache.helix.controller.rebalancer.waged.RebalanceAlgorithm;
import org.apache.helix.controller.rebalancer.waged.constraints.ConstraintBasedAlgorithmFactory;
import org.apache.helix.model.ClusterConfig;
import org.apache.helix.model.ClusterConfig.GlobalRebalancePreferenceKey;
import org.apache.helix.model.InstanceConfig;
import org.apache.helix.model.ResourceConfig;
import org.apache.helix.model.StateModelDefinition;

/**
 * The peer Apache Helix 2.0.1, with the greedy algorithm of its weight-aware rebalancer. A shape of tasks is a
 * resource, a task is a partition of it with one replica, and a step is a calculation that assigns the step's tasks.
 * The one mode, {@code evenness}, has Helix's default weights.
 *
 * <p>Its problem differs from placement: replicas are spread evenly over nodes, the largest of a step first.
 *
 * <p>The class is in this package because the constructors of the model are not public. Nodes and context are kept from
 * step to step, whereas Helix itself makes them anew for each calculation.
 */
public final class Waged implements Peer {
    private static final int BATCH = 200;
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String STATE = "ONLINE";
    private static final int CHECK_EVERY = 1_000;

    private final ClusterConfig cluster = new ClusterConfig("peers");
    private final RebalanceAlgorithm algorithm;
    private final List<ResourceConfig> resources = new ArrayList<>();
    private final List<AssignableNode> nodes = new ArrayList<>();
    private final Map<Integer, AssignableReplica> replicas = new HashMap<>();
    private Set<AssignableNode> nodeSet;
    private ClusterContext context;
    private Problem problem;

    /**
     * Creates a cluster without nodes.
     *
     * @param mode {@code evenness}.
     */
    public Waged(final String mode) {
        if (!mode.equals("evenness")) {
            throw new IllegalArgumentException("mode is '" + mode + "', must be evenness");
        }
        cluster.setInstanceCapacityKeys(List.of(CPU, MEMORY));
        algorithm = ConstraintBasedAlgorithmFactory.getInstance(
                Map.of(GlobalRebalancePreferenceKey.EVENNESS, 1, GlobalRebalancePreferenceKey.LESS_MOVEMENT, 1));
    }

    @Override
    public int batch() {
        return Integer.getInteger("batch", BATCH);
    }

    @Override
    public void load(final Problem given) throws IOException {
        problem = given;
        for (int shape = 0; shape < problem.shapes(); shape++) {
            final ResourceConfig resource = new ResourceConfig("shape" + shape);
            resource.setPartitionCapacityMap(Map.of(
                    ResourceConfig.DEFAULT_PARTITION_KEY,
                    Map.of(CPU, problem.shapeCpuUnits(shape), MEMORY, problem.shapeMemoryMib(shape))));
            resources.add(resource);
        }
        for (int i = 0; i < problem.instances() && !isLate(i); i++) {
            nodes.add(node(i));
        }
        nodeSet = new HashSet<>(nodes);
        for (int task = 0; task < problem.taskCount() && !isLate(task); task++) {
            replicas.put(task, replica(task, problem.taskShape(task)));
        }
        context = new ClusterContext(everyShape(), nodeSet, Map.of(), Map.of());
        for (int task = 0; task < problem.taskCount() && !isLate(task); task++) {
            final AssignableReplica replica = replicas.get(task);
            final AssignableNode node = nodes.get(problem.taskInstance(task));
            node.assign(replica);
            context.addPartitionToFaultZone(
                    node.getFaultZone(), replica.getResourceName(), replica.getPartitionName());
        }
    }

    private boolean isLate(final int i) {
        return i % CHECK_EVERY == 0 && problem.outOfTime();
    }

    private AssignableNode node(final int ordinal) {
        final InstanceConfig config = new InstanceConfig(name(ordinal));
        config.setInstanceCapacityMap(Map.of(CPU, problem.cpuUnits(ordinal), MEMORY, problem.memoryMib(ordinal)));
        return new AssignableNode(cluster, config, config.getInstanceName());
    }

    private static String name(final int ordinal) {
        return "i" + ordinal;
    }

    private static int ordinal(final String name) {
        return Integer.parseInt(name, 1, name.length(), 10);
    }

    /** Returns the replica of a task. Its state is below the top one, so that masters need not be balanced as well. */
    private AssignableReplica replica(final int task, final int shape) {
        return new AssignableReplica(
                cluster, resources.get(shape), "t" + task, STATE, StateModelDefinition.TOP_STATE_PRIORITY + 1);
    }

    /** Returns the running tasks, from which the context estimates the averages, and one more task of each shape. */
    private Set<AssignableReplica> everyShape() {
        final Set<AssignableReplica> all = new HashSet<>(replicas.values());
        for (int shape = 0; shape < problem.shapes(); shape++) {
            all.add(replica(-1, shape));
        }
        return all;
    }

    @Override
    public void step(final Step step) {
        for (int i = 0; i < step.size(); i++) {
            release(replicas.remove(step.released(i)), nodes.get(step.releasedInstance(i)));
        }
        final Map<String, AssignableReplica> waiting = new HashMap<>();
        for (int i = 0; i < step.size(); i++) {
            final AssignableReplica replica = replica(step.placed(i), step.shape(i));
            waiting.put(replica.getPartitionName(), replica);
        }
        final Map<String, String> assigned = assign(waiting);
        for (int i = 0; i < step.size(); i++) {
            final String partition = "t" + step.placed(i);
            final String instance = assigned.get(partition);
            if (instance != null) {
                replicas.put(step.placed(i), waiting.get(partition));
                step.answer(i, ordinal(instance));
            }
        }
    }

    private void release(final AssignableReplica replica, final AssignableNode node) {
        node.release(replica);
        context.removePartitionFromFaultZone(
                node.getFaultZone(), replica.getResourceName(), replica.getPartitionName());
    }

    /**
     * Assigns replicas. The algorithm gives up at the first replica that fits nowhere, so that the rest is tried again
     * without it.
     */
    private Map<String, String> assign(final Map<String, AssignableReplica> waiting) {
        final Map<String, String> assigned = new HashMap<>();
        final Map<String, AssignableReplica> rest = new HashMap<>(waiting);
        boolean again = true;
        while (again) {
            try {
                algorithm.calculate(new RecordingModel(context, rest.values(), nodeSet, assigned));
                again = false;
            } catch (final HelixRebalanceException e) {
                rest.keySet().removeAll(assigned.keySet());
                again = rest.values().removeIf(replica -> nodes.stream().noneMatch(node -> fits(replica, node)));
            }
        }
        return assigned;
    }

    private static boolean fits(final AssignableReplica replica, final AssignableNode node) {
        return node.getRemainingCapacity().get(CPU) >= replica.getCapacity().get(CPU)
                && node.getRemainingCapacity().get(MEMORY) >= replica.getCapacity().get(MEMORY);
    }

    /**
     * A model that records where the algorithm puts each replica. The algorithm's own answer lists the whole cluster,
     * or nothing if it fails.
     */
    private static final class RecordingModel extends ClusterModel {
        private final Map<String, String> assigned;

        RecordingModel(
                final ClusterContext context,
                final Collection<AssignableReplica> replicas,
                final Set<AssignableNode> nodes,
                final Map<String, String> assigned) {
            super(context, new HashSet<>(replicas), nodes);
            this.assigned = assigned;
        }

        @Override
        public void assign(
                final String resource, final String partition, final String state, final String instance) {
            super.assign(resource, partition, state, instance);
            assigned.put(partition, instance);
        }
    }
}
