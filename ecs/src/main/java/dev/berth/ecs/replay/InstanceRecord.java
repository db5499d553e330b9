package dev.berth.ecs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.Instance;
import dev.berth.ecs.shape.InstanceRequest;
import java.util.ArrayList;
import java.util.List;

/** The parts of an instance that the engine does not keep: names, amounts as registered, ports, GPU ids. */
final class InstanceRecord {
    final String id;
    final String ec2InstanceId;
    final String capacityProviderName;
    final String agentVersion;
    final JsonNode registeredAt;
    final int cpuUnits;
    final int memoryMib;
    final int eniSlots;
    final boolean hasGpus;
    final List<Integer> tcpPorts;
    final List<Integer> udpPorts;
    final GpuLedger gpus;
    private List<Integer> tcpPortsInUse;
    private List<Integer> udpPortsInUse;

    InstanceRecord(final InstanceRequest request, final Instance instance) {
        id = request.id();
        ec2InstanceId = request.ec2InstanceId();
        capacityProviderName = request.capacityProviderName();
        agentVersion = request.agentVersion();
        registeredAt = request.registeredAt();
        cpuUnits = instance.cpuUnits();
        memoryMib = instance.memoryMib();
        eniSlots = instance.eniSlots();
        hasGpus = request.hasGpus();
        tcpPorts = request.registeredPorts(InstanceRequest.PORTS);
        udpPorts = request.registeredPorts(InstanceRequest.PORTS_UDP);
        tcpPortsInUse = request.portsInUse(InstanceRequest.PORTS);
        udpPortsInUse = request.portsInUse(InstanceRequest.PORTS_UDP);
        gpus = new GpuLedger(request.registeredGpus(), request.remainingGpus());
    }

    /** Returns the ports that the registration lists as in use and no loaded task has taken over. */
    List<Integer> portsInUse(final boolean udp) {
        return udp ? udpPortsInUse : tcpPortsInUse;
    }

    /**
     * Lets a task take over ports that the registration lists.
     *
     * @return the ports taken over.
     */
    void handOver(final boolean udp, final List<Integer> ports) {
        final List<Integer> left = new ArrayList<>(portsInUse(udp));
        left.removeAll(ports);
        if (udp) {
            udpPortsInUse = List.copyOf(left);
        } else {
            tcpPortsInUse = List.copyOf(left);
        }
    }
}
