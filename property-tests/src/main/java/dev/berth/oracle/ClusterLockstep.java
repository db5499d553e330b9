package dev.berth.oracle;

import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.Reason;
import java.util.List;
import java.util.Optional;

/** The commands that change instances and their attributes. */
abstract class ClusterLockstep extends Comparison {
    ClusterLockstep(final String name, final EngineConfig config, final int stepsPerComparison) {
        super(name, config, stepsPerComparison);
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /**
     * Registers an instance.
     *
     * @param instance to register.
     * @return its ordinal; empty if both sides refused.
     */
    public Optional<Integer> register(final Instance instance) {
        trace.begin(() -> "register " + instance.id());
        final boolean known = oracle.isRegistered(instance.id());
        final Optional<Integer> ordinal = cold(() -> engine.register(instance), limits.register(instance, known));
        ordinal.ifPresent(at -> {
            require(!known, "registered '%s' twice", instance.id());
            equal("ordinal", oracle.register(instance).ordinal, at);
            registry.register(engine.instanceHandle(at));
            equal("ordinal of the handle", at, engine.ordinal(engine.instanceHandle(at)));
        });
        done(ordinal);
        return ordinal;
    }

    /**
     * Deregisters an instance.
     *
     * @param ordinal any number.
     * @param force whether tasks that run on it are released.
     */
    public void deregister(final int ordinal, final boolean force) {
        trace.begin(() -> "deregister " + ordinal + (force ? " by force" : ""));
        final OracleInstance instance = oracle.instance(ordinal);
        final boolean refused = instance == null || !force && !instance.tasks.isEmpty();
        final long handle = engine.instanceHandle(ordinal);
        final Optional<Boolean> result = cold(
                () -> {
                    if (force) {
                        engine.deregisterForced(ordinal);
                    } else {
                        engine.deregister(ordinal);
                    }
                    return true;
                },
                refused ? Limits.BAD_ARGUMENT : Limits.NONE);
        if (result.isPresent()) {
            final List<OracleTask> tasks = List.copyOf(instance.tasks);
            tasks.forEach(registry::removeTask);
            oracle.deregister(instance);
            tasks.forEach(task -> forgetIfDone(task.group));
            equal("isRegistered", false, engine.isRegistered(ordinal));
            equal("ordinal of an instance gone", Reason.UNKNOWN_INSTANCE.code(), engine.ordinal(handle));
            equal("ordinalOf", -1, engine.ordinalOf(instance.id()));
        }
        done(result);
    }

    /**
     * Drains or reactivates an instance.
     *
     * @param ordinal any number.
     * @param active whether the instance becomes {@code ACTIVE}.
     */
    public void setActive(final int ordinal, final boolean active) {
        trace.begin(() -> (active ? "reactivate " : "drain ") + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final int result = active ? engine.reactivate(ordinal) : engine.drain(ordinal);
        equalCode(instance == null ? Reason.UNKNOWN_INSTANCE : null, result);
        if (instance != null) {
            oracle.setActive(instance, active);
        }
        equal("isActive", instance != null && active, engine.isActive(ordinal));
        done(result);
    }

    /**
     * Connects or disconnects the agent of an instance.
     *
     * @param ordinal any number.
     * @param connected whether the agent becomes connected.
     */
    public void setAgentConnected(final int ordinal, final boolean connected) {
        trace.begin(() -> "agent of " + ordinal + (connected ? " connects" : " disconnects"));
        final OracleInstance instance = oracle.instance(ordinal);
        final int result = engine.setAgentConnected(ordinal, connected);
        equalCode(instance == null ? Reason.UNKNOWN_INSTANCE : null, result);
        if (instance != null) {
            oracle.setAgentConnected(instance, connected);
        }
        equal("isAgentConnected", instance != null && connected, engine.isAgentConnected(ordinal));
        done(result);
    }

    /**
     * Changes what an instance has registered.
     *
     * @param ordinal any number.
     * @param registered new registered amounts.
     */
    public void resize(final int ordinal, final Amounts registered) {
        trace.begin(() -> "resize " + ordinal + " to " + registered);
        final OracleInstance instance = oracle.instance(ordinal);
        final Limits.Expected expected =
                instance == null ? Limits.BAD_ARGUMENT : limits.resize(instance, registered);
        final Optional<Boolean> result = cold(
                () -> {
                    engine.resize(
                            ordinal,
                            (int) registered.cpuUnits(),
                            (int) registered.memoryMib(),
                            (int) registered.gpus(),
                            (int) registered.eniSlots());
                    return true;
                },
                expected);
        if (result.isPresent()) {
            oracle.resize(instance, registered);
        }
        done(result);
    }

    /**
     * Takes amounts from what an instance has left.
     *
     * @param ordinal any number.
     * @param amounts to take; negative amounts are given back.
     */
    public void reserve(final int ordinal, final Amounts amounts) {
        trace.begin(() -> "reserve " + amounts + " of " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final Limits.Expected expected =
                instance == null ? Limits.BAD_ARGUMENT : limits.reserve(instance, amounts);
        final Optional<Boolean> result = cold(
                () -> {
                    engine.reserve(
                            ordinal,
                            (int) amounts.cpuUnits(),
                            (int) amounts.memoryMib(),
                            (int) amounts.gpus(),
                            (int) amounts.eniSlots());
                    return true;
                },
                expected);
        if (result.isPresent()) {
            oracle.reserve(instance, amounts);
        }
        done(result);
    }

    /**
     * Changes what an instance has registered of a named resource.
     *
     * @param ordinal any number.
     * @param resource any name.
     * @param amount new registered amount.
     */
    public void resize(final int ordinal, final String resource, final int amount) {
        trace.begin(() -> "resize " + resource + " of " + ordinal + " to " + amount);
        final OracleInstance instance = oracle.instance(ordinal);
        final boolean isBad = instance == null || !engine.config().resources().contains(resource) || amount < 0;
        final Amounts registered = isBad ? null : instance.registered.with(resource, amount);
        final Optional<Boolean> result = cold(
                () -> {
                    engine.resize(ordinal, resource, amount);
                    return true;
                },
                isBad ? Limits.BAD_ARGUMENT : limits.resize(instance, registered));
        if (result.isPresent()) {
            oracle.resize(instance, registered);
        }
        done(result);
    }

    /**
     * Takes an amount from what an instance has left of a named resource.
     *
     * @param ordinal any number.
     * @param resource any name.
     * @param amount to take; a negative amount is given back.
     */
    public void reserve(final int ordinal, final String resource, final int amount) {
        trace.begin(() -> "reserve " + amount + " " + resource + " of " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final boolean isBad = instance == null || !engine.config().resources().contains(resource);
        final Amounts amounts = Amounts.NONE.with(resource, amount);
        final Optional<Boolean> result = cold(
                () -> {
                    engine.reserve(ordinal, resource, amount);
                    return true;
                },
                isBad ? Limits.BAD_ARGUMENT : limits.reserve(instance, amounts));
        if (result.isPresent()) {
            oracle.reserve(instance, amounts);
        }
        done(result);
    }

    // ---- attributes ------------------------------------------------------------------------------------------------

    /**
     * Sets an attribute by name.
     *
     * @param ordinal any number.
     * @param name of the attribute.
     * @param value of the attribute; null for none.
     */
    public void setAttribute(final int ordinal, final String name, final String value) {
        trace.begin(() -> "set " + name + "=" + value + " of " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final Optional<Boolean> result = cold(
                () -> {
                    engine.setAttribute(ordinal, name, value);
                    return true;
                },
                limits.setAttribute(instance, name));
        if (result.isPresent()) {
            oracle.setAttribute(instance, name, value);
            equal("attributes", instance.attributes, engine.attributes(ordinal));
        }
        done(result);
    }

    /**
     * Removes an attribute by name.
     *
     * @param ordinal any number.
     * @param name of the attribute.
     */
    public void removeAttribute(final int ordinal, final String name) {
        trace.begin(() -> "remove " + name + " of " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final Optional<Boolean> result =
                cold(() -> engine.removeAttribute(ordinal, name), limits.removeAttribute(instance));
        if (result.isPresent()) {
            equal("removed", oracle.removeAttribute(instance, name), result.get());
        }
        done(result);
    }

    /**
     * Interns an attribute.
     *
     * @param name of the attribute.
     * @param value of the attribute; null for none.
     * @return its handle; empty if both sides refused.
     */
    public Optional<Long> attribute(final String name, final String value) {
        trace.begin(() -> "intern " + name + "=" + value);
        final Optional<Long> handle = cold(() -> engine.attribute(name, value), limits.intern());
        handle.ifPresent(at -> registry.internAttribute(at, name, value));
        done(handle);
        return handle;
    }

    /**
     * Releases the handle of an interned attribute.
     *
     * @param attribute any number.
     */
    public void releaseAttribute(final long attribute) {
        trace.begin(() -> "release attribute " + attribute);
        final boolean known = registry.attribute(attribute) != null;
        final Optional<Boolean> result = cold(
                () -> {
                    engine.releaseAttribute(attribute);
                    return true;
                },
                known ? Limits.NONE : Limits.BAD_ARGUMENT);
        if (result.isPresent()) {
            registry.releaseAttribute(attribute);
        }
        done(result);
    }

    /**
     * Sets an interned attribute.
     *
     * @param ordinal any number.
     * @param attribute any number.
     */
    public void setInterned(final int ordinal, final long attribute) {
        final Registry.Attribute known = registry.attribute(attribute);
        trace.begin(() -> "set interned " + known + " of " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final int result = engine.setAttribute(ordinal, attribute);
        if (isKnown(instance, known, result)
                && !limits.excuses(result, () -> limits.setAttribute(instance, known.name()))) {
            equalCode(null, result);
            oracle.setAttribute(instance, known.name(), known.value());
            limits.checkAttributesHeld();
        }
        done(result);
    }

    /**
     * Removes an interned attribute.
     *
     * @param ordinal any number.
     * @param attribute any number.
     */
    public void removeInterned(final int ordinal, final long attribute) {
        final Registry.Attribute known = registry.attribute(attribute);
        trace.begin(() -> "remove interned " + known + " of " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final int result = engine.removeAttribute(ordinal, attribute);
        if (isKnown(instance, known, result)
                && !limits.excuses(result, () -> limits.removeAttribute(instance))) {
            equalCode(null, result);
            oracle.removeAttribute(instance, known.name());
        }
        done(result);
    }

    private boolean isKnown(final OracleInstance instance, final Registry.Attribute attribute, final int result) {
        if (instance == null) {
            equalCode(Reason.UNKNOWN_INSTANCE, result);
        } else if (attribute == null) {
            equalCode(Reason.UNKNOWN_ATTRIBUTE, result);
        }
        return instance != null && attribute != null;
    }
}
