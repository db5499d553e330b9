package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.ecs.shape.InstanceRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** A writer of instances in the shape of the ECS API. */
final class InstanceWriter {
    private InstanceWriter() {}

    /** Writes an instance as it is now. */
    static void write(final JsonGenerator json, final Cluster cluster, final int ordinal) throws IOException {
        write(json, InstanceDescription.of(cluster, ordinal));
    }

    static void write(final JsonGenerator json, final InstanceDescription instance) throws IOException {
        final InstanceRecord told = instance.told();
        json.writeStartObject();
        json.writeStringField("containerInstanceArn", told.id);
        writeTold(json, told);
        json.writeStringField("status", instance.status());
        json.writeBooleanField("agentConnected", instance.agentConnected());
        json.writeNumberField("runningTasksCount", instance.runningTasksCount());
        json.writeArrayFieldStart("registeredResources");
        writeAmounts(json, told.cpuUnits, told.memoryMib);
        writeSets(json, told, told.tcpPorts, told.udpPorts, told.gpus.ids());
        json.writeEndArray();
        json.writeArrayFieldStart("remainingResources");
        writeAmounts(json, instance.cpuUnits(), instance.memoryMib());
        writeSets(json, told, instance.tcpPorts(), instance.udpPorts(), instance.gpus());
        json.writeEndArray();
        json.writeNumberField("eniSlots", told.eniSlots);
        json.writeNumberField("remainingEniSlots", instance.eniSlots());
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
            final Collection<Integer> tcpPorts,
            final Collection<Integer> udpPorts,
            final Collection<String> gpus)
            throws IOException {
        writeSet(json, InstanceRequest.PORTS, tcpPorts);
        writeSet(json, InstanceRequest.PORTS_UDP, udpPorts);
        if (told.hasGpus) {
            writeSet(json, InstanceRequest.GPU, gpus);
        }
    }

    private static void writeSet(final JsonGenerator json, final String name, final Collection<?> items)
            throws IOException {
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
        for (final Map.Entry<String, String> attribute : attributes.entrySet()) {
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
