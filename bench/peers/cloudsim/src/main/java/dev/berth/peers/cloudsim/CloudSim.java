package dev.berth.peers.cloudsim;

import dev.berth.peers.Peer;
import dev.berth.peers.Problem;
import dev.berth.peers.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicy;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyBestFit;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyFirstFit;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyRandom;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.distributions.UniformDistr;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.schedulers.vm.VmSchedulerSpaceShared;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;

/**
 * The peer CloudSim Plus 8.5.7. Its policies are called directly, without the simulation around them. Mode
 * {@code best-fit} is the library as it comes and takes the host with the fewest free processing elements.
 * {@code best-fit-fast} replaces its slowest parts by {@link CountingScheduler} and {@link QuietSimulation}. With the
 * same replacements, {@code first-fit} takes the next host that fits, from where the last one was found, and
 * {@code random} draws hosts until one fits.
 *
 * <p>A processing element is {@value #UNITS_PER_PE} CPU units. CPU of a host beyond a multiple of that cannot be used,
 * and no request could use it. Every host is powered on, so that best fit compares nothing else.
 */
public final class CloudSim implements Peer {
    private static final int UNITS_PER_PE = 32;
    private static final long PLENTY = 1_000_000_000;

    private final String mode;
    private final boolean isAsItComes;
    private final Map<Integer, Vm> running = new HashMap<>();
    private VmAllocationPolicy policy;
    private Problem problem;

    /**
     * Creates a policy without hosts.
     *
     * @param mode one of the four.
     */
    public CloudSim(final String mode) {
        this.mode = mode;
        isAsItComes = mode.equals("best-fit");
    }

    @Override
    public int batch() {
        return 1;
    }

    private VmAllocationPolicy policy(final long seed) {
        return switch (mode) {
            case "best-fit", "best-fit-fast" -> new VmAllocationPolicyBestFit();
            case "first-fit" -> new VmAllocationPolicyFirstFit();
            case "random" -> new VmAllocationPolicyRandom(new UniformDistr(seed));
            default -> throw new IllegalArgumentException(
                    "mode is '" + mode + "', must be best-fit, best-fit-fast, first-fit or random");
        };
    }

    @Override
    public void load(final Problem given) {
        problem = given;
        policy = policy(problem.seed());
        final List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < problem.instances() && !problem.outOfTime(); i++) {
            hosts.add(host(i));
        }
        new DatacenterSimple(isAsItComes ? new CloudSimPlus() : new QuietSimulation(), hosts, policy);
        hosts.forEach(host -> host.setActive(true));
        for (int task = 0; task < problem.taskCount() && !problem.outOfTime(); task++) {
            final Vm vm = vm(task, problem.taskShape(task));
            if (!policy.allocateHostForVm(vm, hosts.get(problem.taskInstance(task))).fully()) {
                throw new IllegalStateException("task " + task + " of the start does not fit");
            }
            running.put(task, vm);
        }
    }

    private Host host(final int instance) {
        final Pe[] elements = new Pe[problem.cpuUnits(instance) / UNITS_PER_PE];
        Arrays.setAll(elements, i -> new PeSimple(1));
        final Host host = new HostSimple(problem.memoryMib(instance), PLENTY, PLENTY, Arrays.asList(elements));
        host.setVmScheduler(isAsItComes ? new VmSchedulerSpaceShared() : new CountingScheduler());
        host.setId(instance);
        return host;
    }

    private Vm vm(final int task, final int shape) {
        return new VmSimple(task, 1, problem.shapeCpuUnits(shape) / UNITS_PER_PE)
                .setRam(problem.shapeMemoryMib(shape))
                .setBw(1)
                .setSize(1);
    }

    @Override
    public void step(final Step step) {
        for (int i = 0; i < step.size(); i++) {
            policy.deallocateHostForVm(running.remove(step.released(i)));
        }
        for (int i = 0; i < step.size(); i++) {
            final Vm vm = vm(step.placed(i), step.shape(i));
            if (policy.allocateHostForVm(vm).fully()) {
                running.put(step.placed(i), vm);
                step.answer(i, (int) vm.getHost().getId());
            }
        }
    }
}
