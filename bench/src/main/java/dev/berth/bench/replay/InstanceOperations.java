package dev.berth.bench.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.bench.ecs.InstanceRequest;
import dev.berth.bench.ecs.Members;
import dev.berth.bench.ecs.Values;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code RegisterContainerInstance} and {@code DescribeContainerInstances}. */
final class InstanceOperations {
    private final Cluster cluster;
    private final PlacementEngine engine;

    InstanceOperations(final Cluster cluster) {
        this.cluster = cluster;
        this.engine = cluster.engine();
    }

    Answer register(final Members members) {
        final InstanceRequest request = InstanceRequest.read(members);
        cluster.addInstance(request);
        return json -> json.writeStringField("containerInstanceArn", request.id());
    }

    Answer describe(final Members members) {
        final List<String> ids = members.strings("containerInstances");
        ids.forEach(id -> Values.nonEmpty("containerInstances item", id));
        return json -> {
            json.writeArrayFieldStart("containerInstances");
            if (ids.isEmpty()) {
                writeAll(json);
            } else {
                writeThose(json, ids);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("failures");
            for (final String id : ids) {
                if (engine.ordinalOf(id) < 0) {
                    json.writeStartObject();
                    json.writeStringField("arn", id);
                    json.writeStringField("reason", "MISSING");
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        };
    }

    private void writeAll(final JsonGenerator json) throws IOException {
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (engine.isRegistered(ordinal)) {
                write(json, ordinal);
            }
        }
    }

    private void writeThose(final JsonGenerator json, final List<String> ids) throws IOException {
        for (final String id : ids) {
            final int ordinal = engine.ordinalOf(id);
            if (ordinal >= 0) {
                write(json, ordinal);
            }
        }
    }

    private void write(final JsonGenerator json, final int ordinal) throws IOException {
        final Instance instance = engine.describe(ordinal);
        final InstanceRecord told = cluster.instance(instance.id());
        json.writeStartObject();
        json.writeStringField("containerInstanceArn", instance.id());
        writeTold(json, told);
        json.writeStringField("status", engine.isActive(ordinal) ? "ACTIVE" : "DRAINING");
        json.writeBooleanField("agentConnected", instance.agentConnected());
        json.writeNumberField("runningTasksCount", engine.tasksOn(ordinal));
        json.writeArrayFieldStart("registeredResources");
        writeAmounts(json, instance.cpuUnits(), instance.memoryMib());
        writeSets(json, told, told.tcpPorts, told.udpPorts, told.gpuIds);
        json.writeEndArray();
        json.writeArrayFieldStart("remainingResources");
        writeAmounts(json, instance.remainingCpuUnits(), instance.remainingMemoryMib());
        writeSets(json, told, instance.tcpPortsInUse(), instance.udpPortsInUse(), told.freeGpus());
        json.writeEndArray();
        json.writeNumberField("eniSlots", instance.eniSlots());
        json.writeNumberField("remainingEniSlots", instance.remainingEniSlots());
        writeAttributes(json, instance.attributes());
        json.writeEndObject();
    }

    private static void writeTold(final JsonGenerator json, final InstanceRecord told) throws IOException {
        if (told.ec2InstanceId != null) {
            json.writeStringField("ec2InstanceId", told.ec2InstanceId);
        }
        if (told.capacityProviderName != null) {
            json.writeStringField("capacityProviderName", told.capacityProviderName);
        }
        if (told.agentVersion != null) {
            json.writeObjectFieldStart("versionInfo");
            json.writeStringField("agentVersion", told.agentVersion);
            json.writeEndObject();
        }
        if (told.registeredAt != null) {
            json.writeFieldName("registeredAt");
            json.writeTree(told.registeredAt);
        }
    }

    private static void writeAmounts(final JsonGenerator json, final int cpuUnits, final int memoryMib)
            throws IOException {
        writeAmount(json, InstanceRequest.CPU, cpuUnits);
        writeAmount(json, InstanceRequest.MEMORY, memoryMib);
    }

    private static void writeAmount(final JsonGenerator json, final String name, final int amount) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", "INTEGER");
        json.writeNumberField("integerValue", amount);
        json.writeEndObject();
    }

    private static void writeSets(
            final JsonGenerator json,
            final InstanceRecord told,
            final List<Integer> tcpPorts,
            final List<Integer> udpPorts,
            final List<String> gpus)
            throws IOException {
        writeSet(json, InstanceRequest.PORTS, tcpPorts);
        writeSet(json, InstanceRequest.PORTS_UDP, udpPorts);
        if (told.hasGpus) {
            writeSet(json, InstanceRequest.GPU, gpus);
        }
    }

    private static void writeSet(final JsonGenerator json, final String name, final List<?> items) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("type", "STRINGSET");
        json.writeArrayFieldStart("stringSetValue");
        for (final Object item : items) {
            json.writeString(item.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeAttributes(final JsonGenerator json, final Map<String, String> attributes)
            throws IOException {
        json.writeArrayFieldStart("attributes");
        for (final Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", attribute.getKey());
            if (attribute.getValue() != null) {
                json.writeStringField("value", attribute.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
