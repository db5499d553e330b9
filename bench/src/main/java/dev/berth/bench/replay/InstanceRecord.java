package dev.berth.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.bench.ecs.InstanceRequest;
import java.util.BitSet;
import java.util.List;

/** What is told of an instance and the engine has no use for: other names, ports named at registration, GPU ids. */
final class InstanceRecord {
    final String ec2InstanceId;
    final String capacityProviderName;
    final String agentVersion;
    final JsonNode registeredAt;
    final boolean hasGpus;
    final List<Integer> tcpPorts;
    final List<Integer> udpPorts;
    final List<String> gpuIds;
    private final BitSet freeGpus = new BitSet();

    InstanceRecord(final InstanceRequest request) {
        ec2InstanceId = request.ec2InstanceId();
        capacityProviderName = request.capacityProviderName();
        agentVersion = request.agentVersion();
        registeredAt = request.registeredAt();
        hasGpus = request.hasGpus();
        tcpPorts = request.registeredPorts(InstanceRequest.PORTS);
        udpPorts = request.registeredPorts(InstanceRequest.PORTS_UDP);
        gpuIds = request.registeredGpus();
        request.remainingGpus().forEach(id -> freeGpus.set(gpuIds.indexOf(id)));
    }

    /** Takes free GPUs, in the order in which their ids were registered. */
    BitSet takeGpus(final int count) {
        final BitSet taken = new BitSet();
        for (int i = 0; i < count; i++) {
            final int gpu = freeGpus.nextSetBit(0);
            assert gpu >= 0 : "fewer GPU ids are free than the engine says";
            freeGpus.clear(gpu);
            taken.set(gpu);
        }
        return taken;
    }

    void giveBackGpus(final BitSet gpus) {
        freeGpus.or(gpus);
    }

    List<String> freeGpus() {
        return freeGpus.stream().mapToObj(gpuIds::get).toList();
    }
}
