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
 * <p>With one offer for each host, what is available has running tasks taken off already, so unlike Fenzo's own
 * calculators this one need not add them up; only tasks assigned in the same iteration are still to be taken off.
 */
final class LeastMemoryLeft implements VMTaskFitnessCalculator {
    @Override
    public String getName() {
        return "LeastMemoryLeft";
    }

    /** Never 0, which would mean that the task does not fit. */
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
