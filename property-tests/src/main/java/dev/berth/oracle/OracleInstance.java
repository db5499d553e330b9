package dev.berth.oracle;

import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.InstanceView;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A registered container instance. */
public final class OracleInstance implements InstanceView {
    final Instance registration;
    final int ordinal;

    /** The names of the resources, in the order of their checks. */
    final List<String> resources;

    final Map<String, String> attributes;
    final Map<Integer, Integer> usesOfTcpPort = new TreeMap<>();
    final Map<Integer, Integer> usesOfUdpPort = new TreeMap<>();
    final Set<OracleTask> tasks = new LinkedHashSet<>();
    boolean active = true;
    boolean agentConnected;
    Amounts registered;
    Amounts remaining;

    OracleInstance(final Instance registration, final int ordinal, final List<String> resources) {
        this.resources = resources;
        this.registration = registration;
        this.ordinal = ordinal;
        agentConnected = registration.agentConnected();
        registered = Amounts.registered(registration);
        remaining = Amounts.remaining(registration);
        attributes = new TreeMap<>(registration.attributes());
        registration.tcpPortsInUse().forEach(port -> usesOfTcpPort.put(port, 1));
        registration.udpPortsInUse().forEach(port -> usesOfUdpPort.put(port, 1));
    }

    /** Saves what tasks and drains change of the instance; the result restores it. */
    Runnable save() {
        final List<OracleTask> tasksNow = List.copyOf(tasks);
        final Map<Integer, Integer> tcpNow = Map.copyOf(usesOfTcpPort);
        final Map<Integer, Integer> udpNow = Map.copyOf(usesOfUdpPort);
        final Amounts remainingNow = remaining;
        final boolean activeNow = active;
        return () -> {
            tasks.clear();
            tasks.addAll(tasksNow);
            usesOfTcpPort.clear();
            usesOfTcpPort.putAll(tcpNow);
            usesOfUdpPort.clear();
            usesOfUdpPort.putAll(udpNow);
            remaining = remainingNow;
            active = activeNow;
        };
    }

    /** Returns the number of attributes; a capacity provider counts as one. */
    int entries() {
        return attributes.size() + (registration.capacityProvider() == null ? 0 : 1);
    }

    /**
     * The key by which {@code spread} over an attribute counts: a value, the attribute without a value, or its absence.
     */
    record Bucket(boolean present, String value) {}

    Bucket bucket(final String attribute) {
        return new Bucket(attributes.containsKey(attribute), attributes.get(attribute));
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public String id() {
        return registration.id();
    }

    @Override
    public boolean hasAttribute(final String name) {
        return attributes.containsKey(name);
    }

    @Override
    public String attribute(final String name) {
        return attributes.get(name);
    }

    @Override
    public int runningTasksCount() {
        return tasks.size();
    }

    @Override
    public String agentVersion() {
        return registration.agentVersion();
    }

    @Override
    public String ec2InstanceId() {
        return registration.ec2InstanceId();
    }

    @Override
    public Instant registeredAt() {
        return registration.registeredAt();
    }

    @Override
    public Set<String> groups() {
        return tasks.stream().map(task -> task.group.name).collect(Collectors.toSet());
    }

    /**
     * Answers whether the status is {@code ACTIVE}.
     *
     * @return true if it is.
     */
    public boolean active() {
        return active;
    }

    @Override
    public boolean agentConnected() {
        return agentConnected;
    }

    /**
     * Returns the registered amounts.
     *
     * @return the amounts.
     */
    public Amounts registered() {
        return registered;
    }

    /**
     * Returns the amounts that remain.
     *
     * @return the amounts; negative ones are over-committed.
     */
    public Amounts remaining() {
        return remaining;
    }

    /**
     * Returns the attributes.
     *
     * @return the values by name; null for an attribute without a value.
     */
    public Map<String, String> attributes() {
        return attributes;
    }

    /**
     * Returns the tasks that run on the instance.
     *
     * @return the tasks, in the order in which they were added.
     */
    public Set<OracleTask> tasks() {
        return tasks;
    }

    /**
     * Returns how many ports are in use, TCP and UDP.
     *
     * @return a count.
     */
    public int portsInUse() {
        return usesOfTcpPort.size() + usesOfUdpPort.size();
    }

    /**
     * Returns how many more ports would be in use with a task of a demand.
     *
     * @param demand of the task.
     * @return a count.
     */
    public int newPorts(final Demand demand) {
        return (int) (demand.tcpPorts().stream().filter(port -> !usesOfTcpPort.containsKey(port)).count()
                + demand.udpPorts().stream().filter(port -> !usesOfUdpPort.containsKey(port)).count());
    }

    void take(final Demand demand) {
        demand.tcpPorts().forEach(port -> usesOfTcpPort.merge(port, 1, Integer::sum));
        demand.udpPorts().forEach(port -> usesOfUdpPort.merge(port, 1, Integer::sum));
    }

    /**
     * Gives a task that was counted when its instance was registered the ports of its demand that are in use without a
     * task.
     */
    void takeOver(final OracleTask task) {
        final List<Demand> others = tasks.stream().filter(other -> other != task).map(other -> other.demand).toList();
        task.demand.tcpPorts().forEach(port -> takeOver(usesOfTcpPort, port, others.stream()
                .filter(other -> other.tcpPorts().contains(port))
                .count()));
        task.demand.udpPorts().forEach(port -> takeOver(usesOfUdpPort, port, others.stream()
                .filter(other -> other.udpPorts().contains(port))
                .count()));
    }

    private static void takeOver(final Map<Integer, Integer> uses, final int port, final long byOthers) {
        if (uses.getOrDefault(port, 0) == byOthers) {
            uses.merge(port, 1, Integer::sum);
        }
    }

    void giveBack(final Demand demand) {
        demand.tcpPorts().forEach(port -> usesOfTcpPort.computeIfPresent(port, OracleInstance::oneLess));
        demand.udpPorts().forEach(port -> usesOfUdpPort.computeIfPresent(port, OracleInstance::oneLess));
    }

    private static Integer oneLess(final Integer port, final Integer uses) {
        return uses == 1 ? null : uses - 1;
    }

    @Override
    public String toString() {
        return id() + "@" + ordinal + (active ? "" : " draining") + (agentConnected ? "" : " disconnected") + " "
                + remaining + " " + attributes;
    }
}
