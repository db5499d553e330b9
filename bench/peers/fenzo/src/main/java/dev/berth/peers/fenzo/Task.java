package dev.berth.peers.fenzo;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A task that asks for CPU and memory only. */
final class Task implements TaskRequest {
    private final int index;
    private final String id;
    private final double cpus;
    private final double memoryMib;
    private AssignedResources assigned;

    /**
     * Creates a task.
     *
     * @param index the index of the task in its step.
     */
    Task(final int index, final int id, final int cpuUnits, final int memoryMib) {
        this.index = index;
        this.id = Integer.toString(id);
        this.cpus = cpuUnits;
        this.memoryMib = memoryMib;
    }

    int index() {
        return index;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String taskGroupName() {
        return "";
    }

    @Override
    public double getCPUs() {
        return cpus;
    }

    @Override
    public double getMemory() {
        return memoryMib;
    }

    @Override
    public double getNetworkMbps() {
        return 0;
    }

    @Override
    public double getDisk() {
        return 0;
    }

    @Override
    public int getPorts() {
        return 0;
    }

    @Override
    public Map<String, Double> getScalarRequests() {
        return Collections.emptyMap();
    }

    @Override
    public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
        return Collections.emptyMap();
    }

    @Override
    public List<? extends ConstraintEvaluator> getHardConstraints() {
        return Collections.emptyList();
    }

    @Override
    public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
        return Collections.emptyList();
    }

    @Override
    public void setAssignedResources(final AssignedResources resources) {
        assigned = resources;
    }

    @Override
    public AssignedResources getAssignedResources() {
        return assigned;
    }
}
