package dev.berth.peers.btrplace;

import dev.berth.peers.Peer;
import dev.berth.peers.Problem;
import dev.berth.peers.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.btrplace.model.DefaultModel;
import org.btrplace.model.Model;
import org.btrplace.model.Node;
import org.btrplace.model.VM;
import org.btrplace.model.constraint.Running;
import org.btrplace.model.view.ShareableResource;
import org.btrplace.plan.ReconfigurationPlan;
import org.btrplace.plan.event.Action;
import org.btrplace.plan.event.BootVM;
import org.btrplace.scheduler.SchedulerException;
import org.btrplace.scheduler.UnstatableProblemException;
import org.btrplace.scheduler.choco.ChocoScheduler;
import org.btrplace.scheduler.choco.DefaultChocoScheduler;

/**
 * The peer BtrPlace 1.9.3, which plans how a cluster reaches a requested state. A task is a virtual machine, and a step
 * requests that the step's machines run. The one mode, {@code repair}, leaves running machines where they are and takes
 * the first plan that is found.
 *
 * <p>Its problem differs from placement: it prefers no node beyond the duration of the plan, and may refuse or search
 * for long. The model is kept from step to step; the constraint problem must be built anew each time.
 */
public final class BtrPlace implements Peer {
    private static final int BATCH = 50;
    private static final int LIMIT_SECONDS = 5;
    private static final int CHECK_EVERY = 1_000;

    private final Model model = new DefaultModel();
    private final ShareableResource cpu = new ShareableResource("cpu");
    private final ShareableResource memory = new ShareableResource("memory");
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> ordinals = new HashMap<>();
    private final Map<Integer, VM> machines = new HashMap<>();
    private final ChocoScheduler scheduler = new DefaultChocoScheduler();
    private int[] freeCpuUnits;
    private int[] freeMemoryMib;
    private Problem problem;

    /**
     * Creates a cluster without nodes.
     *
     * @param mode {@code repair}.
     */
    public BtrPlace(final String mode) {
        if (!mode.equals("repair")) {
            throw new IllegalArgumentException("mode is '" + mode + "', must be repair");
        }
        model.attach(cpu);
        model.attach(memory);
        scheduler.doRepair(true).doOptimize(false).setTimeLimit(LIMIT_SECONDS);
    }

    @Override
    public int batch() {
        return Integer.getInteger("batch", BATCH);
    }

    @Override
    public void load(final Problem given) {
        problem = given;
        freeCpuUnits = new int[problem.instances()];
        freeMemoryMib = new int[problem.instances()];
        for (int i = 0; i < problem.instances(); i++) {
            final Node node = model.newNode();
            model.getMapping().addOnlineNode(node);
            cpu.setCapacity(node, problem.cpuUnits(i));
            memory.setCapacity(node, problem.memoryMib(i));
            freeCpuUnits[i] = problem.cpuUnits(i);
            freeMemoryMib[i] = problem.memoryMib(i);
            nodes.add(node);
            ordinals.put(node, i);
        }
        for (int task = 0; task < problem.taskCount() && !isLate(task); task++) {
            final VM machine = machine(problem.taskShape(task));
            model.getMapping().addRunningVM(machine, nodes.get(problem.taskInstance(task)));
            take(problem.taskInstance(task), problem.taskShape(task), 1);
            machines.put(task, machine);
        }
    }

    private boolean isLate(final int i) {
        return i % CHECK_EVERY == 0 && problem.outOfTime();
    }

    private VM machine(final int shape) {
        final VM machine = model.newVM();
        cpu.setConsumption(machine, problem.shapeCpuUnits(shape));
        memory.setConsumption(machine, problem.shapeMemoryMib(shape));
        return machine;
    }

    @Override
    public void step(final Step step) throws SchedulerException {
        for (int i = 0; i < step.size(); i++) {
            forget(machines.remove(step.released(i)));
            take(step.releasedInstance(i), step.releasedShape(i), -1);
        }
        final List<VM> wanted = new ArrayList<>();
        for (int i = 0; i < step.size(); i++) {
            final VM machine = machine(step.shape(i));
            model.getMapping().addReadyVM(machine);
            wanted.add(machine);
        }
        run(wanted);
        for (int i = 0; i < step.size(); i++) {
            final VM machine = wanted.get(i);
            if (model.getMapping().isRunning(machine)) {
                machines.put(step.placed(i), machine);
                step.answer(i, ordinals.get(model.getMapping().getVMLocation(machine)));
            } else {
                forget(machine);
            }
        }
    }

    private void forget(final VM machine) {
        model.getMapping().remove(machine);
        cpu.unset(machine);
        memory.unset(machine);
    }

    /**
     * Runs machines. A plan runs either all requested machines or none. Machines that fit nowhere are therefore not
     * requested, and if there is no plan although each machine fits somewhere, each half is requested by itself.
     */
    private void run(final List<VM> wanted) throws SchedulerException {
        final List<VM> fitting = wanted.stream().filter(this::fitsSomewhere).toList();
        if (fitting.isEmpty()) {
            return;
        }
        final ReconfigurationPlan plan = plan(fitting);
        if (plan != null) {
            plan.getActions().forEach(this::apply);
        } else if (fitting.size() > 1) {
            final int half = fitting.size() / 2;
            run(fitting.subList(0, half));
            run(fitting.subList(half, fitting.size()));
        }
    }

    /** Returns a plan; null if there is none, or none was found in time. */
    private ReconfigurationPlan plan(final List<VM> fitting) throws SchedulerException {
        try {
            return scheduler.solve(model, Running.newRunning(fitting));
        } catch (final UnstatableProblemException e) {
            return null;
        }
    }

    private boolean fitsSomewhere(final VM machine) {
        final int cpuUnits = cpu.getConsumption(machine);
        final int memoryMib = memory.getConsumption(machine);
        return IntStream.range(0, freeCpuUnits.length)
                .anyMatch(i -> freeCpuUnits[i] >= cpuUnits && freeMemoryMib[i] >= memoryMib);
    }

    private void take(final int instance, final int shape, final int sign) {
        freeCpuUnits[instance] -= sign * problem.shapeCpuUnits(shape);
        freeMemoryMib[instance] -= sign * problem.shapeMemoryMib(shape);
    }

    private void apply(final Action action) {
        if (!(action instanceof final BootVM boot)) {
            throw new IllegalStateException("the plan changes a task that runs: " + action);
        }
        boot.apply(model);
        final int instance = ordinals.get(boot.getDestinationNode());
        freeCpuUnits[instance] -= cpu.getConsumption(boot.getVM());
        freeMemoryMib[instance] -= memory.getConsumption(boot.getVM());
    }
}
