package dev.berth.peers.fenzo;

import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskTrackerState;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.VirtualMachineCurrentState;

/**
 * The objective of {@code binpack(memory)}: the fewer MiB a task would leave, the better. Fenzo's own packer of memory
 * compares shares of the host, which is another objective.
 *
 * <p>With one offer for each host, running tasks are already taken off what is available. Unlike Fenzo's own
 * calculators this one therefore need not add them up and takes off only the tasks assigned in the same iteration.
 */
final class LeastMemoryLeft implements VMTaskFitnessCalculator {
    @Override
    public String getName() {
        return "LeastMemoryLeft";
    }

    /** Returns a fitness above 0, because 0 would mean that the task does not fit. */
    @Override
    public double calculateFitness(
            final TaskRequest task, final VirtualMachineCurrentState host, final TaskTrackerState tasks) {
        double left = host.getCurrAvailableResources().memoryMB() - task.getMemory();
        for (final TaskAssignmentResult assigned : host.getTasksCurrentlyAssigned()) {
            left -= assigned.getRequest().getMemory();
        }
        return 1 / (1 + left);
    }
}
