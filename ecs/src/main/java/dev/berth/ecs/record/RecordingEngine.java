package dev.berth.ecs.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.service.ServiceSpec;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An engine that records what it is asked, so that a bug report is a file: {@code berth replay --in FILE} asks it
 * again, and the comment after each placement says what this engine returned.
 *
 * <p>Calls have the names, arguments and results of {@link PlacementEngine}. Calls of {@link #engine()} itself are not
 * recorded, which suits questions. A task is named {@code tN/1}, for the N-th that was placed or adopted. What the
 * format cannot express is written as a comment; a task placed that way is recorded as one that already runs, so that
 * later requests find the same state. Named resources and {@code atMost} of more than 1 are refused, since no request
 * can express them. The group {@code service:x} is written as {@code recorded-service:x}, since requests may not name
 * groups of services.
 *
 * <p>A replay draws the same random choices only if it has the same live plans, since draws depend on them.
 *
 * <p>A call from another thread than the engine's is refused, and nothing is written then.
 *
 * <p>Every call allocates and writes; the class is for tracing, not for measuring. Each line is flushed before the
 * engine is asked.
 */
public final class RecordingEngine {
    private final PlacementEngine engine;
    private final Scenario scenario;
    private final Map<Long, String> groups = new HashMap<>();
    private final Map<Long, Planned> plans = new HashMap<>();
    private final Map<Long, String> families = new HashMap<>();
    private final Map<Long, Attribute> attributes = new HashMap<>();
    private final Map<Long, String> tasks = new HashMap<>();
    private long taskNumber;

    private record Planned(
            long demand, Chain chain, String provider, List<Constraint> constraints, String unspeakable) {}

    private record Attribute(String name, String value) {}

    /**
     * Starts to record what is asked of an engine.
     *
     * @param engine without instances, demands, groups or tasks.
     * @param writer receives the scenario; is flushed after each line, and never closed.
     * @throws IllegalArgumentException if instances are already registered, or the engine has named resources, which
     *     replay does not know.
     */
    public RecordingEngine(final PlacementEngine engine, final Writer writer) {
        if (engine.instanceCount() > 0) {
            throw new IllegalArgumentException("engine has " + engine.instanceCount()
                    + " instances, must have none; record from the beginning");
        }
        if (!engine.config().resources().isEmpty()) {
            throw new IllegalArgumentException("resources are " + engine.config().resources()
                    + ", must be none; replay has no named resources");
        }
        this.engine = engine;
        scenario = new Scenario(Objects.requireNonNull(writer, "writer is null"));
        scenario.comment("berth replay --seed " + engine.config().seed());
    }

    /**
     * Returns the engine itself.
     *
     * @return the engine, for questions.
     */
    public PlacementEngine engine() {
        return engine;
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /**
     * Records and calls {@link PlacementEngine#register}.
     *
     * @param instance to register.
     * @return its ordinal.
     */
    public int register(final Instance instance) {
        engine.checkOwner();
        final int ordinal = engine.register(instance);
        final String unspeakable = Shapes.unspeakable(instance);
        if (unspeakable == null) {
            final ObjectNode request = scenario.request("RegisterContainerInstance");
            Shapes.instance(request.putObject("containerInstance"), instance);
            scenario.write(request);
        } else {
            scenario.comment("not recorded: register, of " + unspeakable);
        }
        return ordinal;
    }

    /**
     * Records and calls {@link PlacementEngine#deregister}.
     *
     * @param ordinal of the instance.
     */
    public void deregister(final int ordinal) {
        engine.checkOwner();
        final String id = id(ordinal);
        engine.deregister(ordinal);
        writeDeregister(id, false);
    }

    /**
     * Records and calls {@link PlacementEngine#deregisterForced}.
     *
     * @param ordinal of the instance.
     */
    public void deregisterForced(final int ordinal) {
        engine.checkOwner();
        final String id = id(ordinal);
        engine.deregisterForced(ordinal);
        writeDeregister(id, true);
    }

    private void writeDeregister(final String id, final boolean force) {
        scenario.write(scenario.request("DeregisterContainerInstance")
                .put("containerInstance", id)
                .put("force", force));
    }

    /**
     * Records and calls {@link PlacementEngine#drain}.
     *
     * @param ordinal of the instance.
     * @return the engine's result.
     */
    public int drain(final int ordinal) {
        engine.checkOwner();
        writeStatus(ordinal, "DRAINING");
        return engine.drain(ordinal);
    }

    /**
     * Records and calls {@link PlacementEngine#reactivate}.
     *
     * @param ordinal of the instance.
     * @return the engine's result.
     */
    public int reactivate(final int ordinal) {
        engine.checkOwner();
        writeStatus(ordinal, "ACTIVE");
        return engine.reactivate(ordinal);
    }

    private void writeStatus(final int ordinal, final String status) {
        final ObjectNode request = scenario.request("UpdateContainerInstancesState").put("status", status);
        request.putArray("containerInstances").add(id(ordinal));
        scenario.write(request);
    }

    /**
     * Records and calls {@link PlacementEngine#setAgentConnected}.
     *
     * @param ordinal of the instance.
     * @param connected whether its agent is connected.
     * @return the engine's result.
     */
    public int setAgentConnected(final int ordinal, final boolean connected) {
        engine.checkOwner();
        scenario.write(scenario.request("UpdateContainerAgentState")
                .put("containerInstance", id(ordinal))
                .put("agentConnected", connected));
        return engine.setAgentConnected(ordinal, connected);
    }

    /**
     * Records and calls {@link PlacementEngine#setAttribute(int, String, String)}.
     *
     * @param ordinal of the instance.
     * @param name of the attribute.
     * @param value of the attribute; null for none.
     */
    public void setAttribute(final int ordinal, final String name, final String value) {
        engine.checkOwner();
        engine.setAttribute(ordinal, name, value);
        writeAttribute("PutAttributes", ordinal, name, value);
    }

    /**
     * Records and calls {@link PlacementEngine#removeAttribute(int, String)}.
     *
     * @param ordinal of the instance.
     * @param name of the attribute.
     * @return the engine's result.
     */
    public boolean removeAttribute(final int ordinal, final String name) {
        engine.checkOwner();
        final boolean isRemoved = engine.removeAttribute(ordinal, name);
        writeAttribute("DeleteAttributes", ordinal, name, null);
        return isRemoved;
    }

    /**
     * Calls {@link PlacementEngine#attribute} without recording it.
     *
     * @param name of the attribute.
     * @param value of the attribute; null for none.
     * @return its handle.
     */
    public long attribute(final String name, final String value) {
        engine.checkOwner();
        final long handle = engine.attribute(name, value);
        attributes.put(handle, new Attribute(name, value));
        return handle;
    }

    /**
     * Records and calls {@link PlacementEngine#setAttribute(int, long)}.
     *
     * @param ordinal of the instance.
     * @param attribute handle.
     * @return the engine's result.
     */
    public int setAttribute(final int ordinal, final long attribute) {
        engine.checkOwner();
        writeAttribute("PutAttributes", ordinal, attribute);
        return engine.setAttribute(ordinal, attribute);
    }

    /**
     * Records and calls {@link PlacementEngine#removeAttribute(int, long)}.
     *
     * @param ordinal of the instance.
     * @param attribute handle.
     * @return the engine's result.
     */
    public int removeAttribute(final int ordinal, final long attribute) {
        engine.checkOwner();
        writeAttribute("DeleteAttributes", ordinal, attribute);
        return engine.removeAttribute(ordinal, attribute);
    }

    private void writeAttribute(final String op, final int ordinal, final long handle) {
        final Attribute attribute = attributes.get(handle);
        if (attribute == null) {
            scenario.comment("not recorded: " + op + " of an attribute that was not interned here");
        } else {
            writeAttribute(op, ordinal, attribute.name, attribute.value);
        }
    }

    private void writeAttribute(final String op, final int ordinal, final String name, final String value) {
        final ObjectNode request = scenario.request(op);
        final ObjectNode attribute = request.putArray("attributes").addObject().put("name", name);
        if (value != null) {
            attribute.put("value", value);
        }
        attribute.put("targetId", id(ordinal));
        scenario.write(request);
    }

    private String id(final int ordinal) {
        return engine.isRegistered(ordinal) ? engine.instanceId(ordinal) : "no instance " + ordinal;
    }

    // ---- demands, plans, groups ------------------------------------------------------------------------------------

    /**
     * Records and calls {@link PlacementEngine#define}.
     *
     * @param demand to define.
     * @return its handle.
     */
    public long define(final Demand demand) {
        engine.checkOwner();
        final long handle = engine.define(demand);
        final String unspeakable = Shapes.unspeakable(demand);
        if (unspeakable == null) {
            final ObjectNode request = scenario.request("RegisterTaskDefinition");
            Shapes.definition(request, family(handle), demand);
            scenario.write(request);
        } else {
            scenario.comment("not recorded: a demand of " + unspeakable);
        }
        return handle;
    }

    /**
     * Calls {@link PlacementEngine#plan(long, Chain, Constraint...)} without recording it.
     *
     * @param demand handle.
     * @param chain of strategies.
     * @param constraints of the plan.
     * @return its handle.
     * @throws IllegalArgumentException if one is an {@code atMost} of more than 1, which replay does not know.
     */
    public long plan(final long demand, final Chain chain, final Constraint... constraints) {
        return plan(demand, chain, null, constraints);
    }

    /**
     * Calls {@link PlacementEngine#plan(long, Chain, String, Constraint...)} without recording it.
     *
     * @param demand handle.
     * @param chain of strategies.
     * @param capacityProvider whose instances alone are considered; null for all instances.
     * @param constraints of the plan.
     * @return its handle.
     * @throws IllegalArgumentException if one is an {@code atMost} of more than 1, which replay does not know.
     */
    public long plan(
            final long demand, final Chain chain, final String capacityProvider, final Constraint... constraints) {
        engine.checkOwner();
        for (final Constraint constraint : constraints) {
            if (constraint.mostTasks() > 1) {
                throw new IllegalArgumentException("constraint is atMost(" + constraint.mostTasks()
                        + "), must be distinctInstance or memberOf; replay has no other");
            }
        }
        final long handle = engine.plan(demand, chain, capacityProvider, constraints);
        String unspeakable = Shapes.unspeakable(engine.demand(demand));
        unspeakable = unspeakable == null ? Shapes.unspeakableProvider(capacityProvider) : unspeakable;
        for (final Constraint constraint : constraints) {
            unspeakable = unspeakable == null ? Shapes.unspeakable(constraint) : unspeakable;
        }
        plans.put(handle, new Planned(demand, chain, capacityProvider, List.of(constraints), unspeakable));
        return handle;
    }

    /**
     * Calls {@link PlacementEngine#dropPlan} without recording it.
     *
     * @param plan handle.
     */
    public void dropPlan(final long plan) {
        engine.checkOwner();
        engine.dropPlan(plan);
        plans.remove(plan);
    }

    /**
     * Calls {@link PlacementEngine#group} without recording it.
     *
     * @param name of the group.
     * @return its handle.
     */
    public long group(final String name) {
        engine.checkOwner();
        final long handle = engine.group(name);
        groups.put(handle, name.startsWith(ServiceSpec.GROUP_PREFIX) ? "recorded-" + name : name);
        return handle;
    }

    private String family(final long demand) {
        return families.computeIfAbsent(demand, handle -> "demand-" + families.size());
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /**
     * Records and calls {@link PlacementEngine#place(long, long)}.
     *
     * @param plan handle.
     * @param group handle.
     * @return the engine's result.
     */
    public long place(final long plan, final long group) {
        engine.checkOwner();
        final String name = nextTask();
        final Planned planned = plans.get(plan);
        final boolean recorded = isSpeakable("place", planned, group);
        if (recorded) {
            final ObjectNode request = task("RunTask", name, planned, group);
            Shapes.constraints(request, planned.constraints);
            Shapes.chain(request, planned.chain);
            Shapes.provider(request, planned.provider);
            Shapes.zones(request, engine.demand(planned.demand));
            scenario.write(request);
        }
        return placed(engine.place(plan, group), name, recorded, group);
    }

    /**
     * Records and calls {@link PlacementEngine#placeOn}.
     *
     * @param plan handle.
     * @param group handle.
     * @param ordinal of the instance.
     * @return the engine's result.
     */
    public long placeOn(final long plan, final long group, final int ordinal) {
        engine.checkOwner();
        final String name = nextTask();
        final Planned planned = plans.get(plan);
        final boolean recorded = isSpeakable("placeOn", planned, group) && isUnconditional(planned);
        if (recorded) {
            final ObjectNode request = task("StartTask", name, planned, group);
            request.putArray("containerInstances").add(id(ordinal));
            scenario.write(request);
        }
        return placed(engine.placeOn(plan, group, ordinal), name, recorded, group);
    }

    /** Answers whether {@code StartTask} can ask all that a plan asks. */
    private boolean isUnconditional(final Planned planned) {
        final boolean unconditional = planned.constraints.isEmpty()
                && planned.provider == null
                && engine.demand(planned.demand).zones().isEmpty();
        if (!unconditional) {
            scenario.comment("not recorded: placeOn, of constraints, zones or a capacity provider");
        }
        return unconditional;
    }

    private boolean isSpeakable(final String call, final Planned planned, final long group) {
        final String unspeakable = planned == null || !groups.containsKey(group)
                ? "a plan or a group that is not known here"
                : planned.unspeakable;
        if (unspeakable != null) {
            scenario.comment("not recorded: " + call + ", of " + unspeakable);
        }
        return unspeakable == null;
    }

    private ObjectNode task(final String op, final String name, final Planned planned, final long group) {
        return scenario.request(op)
                .put("taskDefinition", family(planned.demand))
                .put("group", groups.get(group))
                .put("referenceId", name);
    }

    private long placed(final long result, final String name, final boolean recorded, final long group) {
        if (result < 0) {
            scenario.comment("answered: " + Reason.of(result).text());
            return result;
        }
        final String instance = engine.instanceId(engine.instanceOf(result));
        scenario.comment("answered: " + instance);
        tasks.put(result, name + "/1");
        if (!recorded) {
            writeLoad(name + "/1", engine.demandOf(result), group, instance, false);
        }
        return result;
    }

    /**
     * Records and calls {@link PlacementEngine#adopt}.
     *
     * @param demand handle.
     * @param group handle.
     * @param ordinal of the instance.
     * @param counted whether the demand is already subtracted from what remains.
     * @return the engine's result.
     */
    public long adopt(final long demand, final long group, final int ordinal, final boolean counted) {
        engine.checkOwner();
        final String name = nextTask() + "/1";
        writeLoad(name, demand, group, id(ordinal), counted);
        final long result = engine.adopt(demand, group, ordinal, counted);
        if (result >= 0) {
            tasks.put(result, name);
        }
        return result;
    }

    private void writeLoad(
            final String name, final long demand, final long group, final String instance, final boolean counted) {
        scenario.write(scenario.request("LoadTask")
                .put("task", name)
                .put("taskDefinition", family(demand))
                .put("containerInstance", instance)
                .put("group", groups.getOrDefault(group, "unknown"))
                .put("counted", counted));
    }

    /**
     * Records and calls {@link PlacementEngine#release}.
     *
     * @param task handle.
     * @return the engine's result.
     */
    public int release(final long task) {
        engine.checkOwner();
        final String name = tasks.remove(task);
        if (name != null) {
            scenario.write(scenario.request("StopTask").put("task", name));
        }
        return engine.release(task);
    }

    private String nextTask() {
        return "t" + ++taskNumber;
    }
}
