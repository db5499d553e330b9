package dev.berth.cluster.internal.wire;

import dev.berth.Instance;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.InstanceRecordDecoder;
import dev.berth.cluster.internal.codec.InstanceRecordDecoder.AttributesDecoder;
import dev.berth.cluster.internal.codec.InstanceRecordDecoder.ResourcesDecoder;
import dev.berth.cluster.internal.codec.InstanceRecordDecoder.TcpPortsInUseDecoder;
import dev.berth.cluster.internal.codec.InstanceRecordDecoder.UdpPortsInUseDecoder;
import dev.berth.cluster.internal.codec.InstanceRecordEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The codec of an {@link Instance} as the nested field of a command. An agent version and an EC2 instance id that
 * are empty are read as not known. It is not thread-safe.
 */
public final class InstanceCodec {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstanceRecordEncoder record = new InstanceRecordEncoder();
    private final MessageHeaderDecoder readHeader = new MessageHeaderDecoder();
    private final InstanceRecordDecoder read = new InstanceRecordDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer();

    /**
     * Writes an instance.
     *
     * @param instance the instance.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field: the limit of its encoder.
     * @return the offset after the field.
     * @throws IllegalArgumentException if a text of it cannot be sent.
     */
    public int write(final Instance instance, final MutableDirectBuffer buffer, final int at) {
        final Instant registeredAt = instance.registeredAt();
        record.wrapAndApplyHeader(buffer, Nested.begin(at), header)
                .cpuUnits(instance.cpuUnits())
                .memoryMib(instance.memoryMib())
                .gpus(instance.gpus())
                .eniSlots(instance.eniSlots())
                .remainingCpuUnits(instance.remainingCpuUnits())
                .remainingMemoryMib(instance.remainingMemoryMib())
                .remainingGpus(instance.remainingGpus())
                .remainingEniSlots(instance.remainingEniSlots())
                .agentConnected(instance.agentConnected() ? Flag.YES : Flag.NO)
                .hasRegisteredAt(registeredAt != null ? Flag.YES : Flag.NO)
                .registeredAtSeconds(registeredAt == null ? 0 : registeredAt.getEpochSecond())
                .registeredAtNanos(registeredAt == null ? 0 : registeredAt.getNano());
        writeLists(instance);
        record.id(Texts.checked("id", instance.id()))
                .agentVersion(Texts.checkedOrEmpty("agentVersion", instance.agentVersion()))
                .ec2InstanceId(Texts.checkedOrEmpty("ec2InstanceId", instance.ec2InstanceId()))
                .capacityProvider(Texts.checkedOrEmpty("capacityProvider", instance.capacityProvider()));
        return Nested.end(buffer, at, record.limit());
    }

    private void writeLists(final Instance instance) {
        final var resources = record.resourcesCount(Texts.checkedCount("resources", instance.resources().size()));
        instance.resources().forEach((name, amount) -> resources.next()
                .amount(amount)
                .remaining(instance.remainingResource(name))
                .name(Texts.checked("name of a resource", name)));
        final var tcp = record.tcpPortsInUseCount(instance.tcpPortsInUse().size());
        instance.tcpPortsInUse().forEach(port -> tcp.next().port(port));
        final var udp = record.udpPortsInUseCount(instance.udpPortsInUse().size());
        instance.udpPortsInUse().forEach(port -> udp.next().port(port));
        final var attributes = record.attributesCount(Texts.checkedCount("attributes", instance.attributes().size()));
        instance.attributes().forEach((name, value) -> attributes.next()
                .hasValue(value != null ? Flag.YES : Flag.NO)
                .name(Texts.checked("attribute name", name))
                .value(Texts.checkedOrEmpty("value of attribute '" + name + "'", value)));
    }

    /**
     * Reads an instance.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field: the limit of its decoder.
     * @return the instance.
     * @throws IllegalArgumentException if a value is out of its range.
     * @throws IndexOutOfBoundsException if the message ends too early.
     */
    public Instance read(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, view);
        Nested.check(readHeader.wrap(view, 0), InstanceRecordDecoder.TEMPLATE_ID);
        // The id, without which no builder is to be had, comes last: the first pass goes to it.
        read.wrapAndApplyHeader(view, 0, readHeader);
        skipLists();
        final Instance.Builder builder = Instance.builder(Texts.read(view, read.limit()));
        read.skipId();
        builder.agentVersion(Texts.readOrNull(view, read.limit()));
        read.skipAgentVersion();
        builder.ec2InstanceId(Texts.readOrNull(view, read.limit()));
        read.skipEc2InstanceId();
        builder.capacityProvider(Texts.readOrNull(view, read.limit()));
        read.sbeRewind();
        builder.cpuUnits(read.cpuUnits())
                .memoryMib(read.memoryMib())
                .gpus(read.gpus())
                .eniSlots(read.eniSlots())
                .remainingCpuUnits(read.remainingCpuUnits())
                .remainingMemoryMib(read.remainingMemoryMib())
                .remainingGpus(read.remainingGpus())
                .remainingEniSlots(read.remainingEniSlots())
                .agentConnected(Texts.flag("agentConnected", read.agentConnectedRaw()))
                .registeredAt(registeredAt());
        readLists(builder);
        return builder.build();
    }

    private @Nullable Instant registeredAt() {
        if (!Texts.flag("hasRegisteredAt", read.hasRegisteredAtRaw())) {
            return null;
        }
        try {
            return Instant.ofEpochSecond(read.registeredAtSeconds(), read.registeredAtNanos());
        } catch (final DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("registeredAt is " + read.registeredAtSeconds() + " seconds, must be "
                    + Instant.MIN.getEpochSecond() + ".." + Instant.MAX.getEpochSecond(), e);
        }
    }

    private void readLists(final Instance.Builder builder) {
        for (final ResourcesDecoder resource : read.resources()) {
            final int amount = resource.amount();
            final int remaining = resource.remaining();
            final String name = Texts.read(view, read.limit());
            resource.skipName();
            builder.resource(name, amount);
            if (remaining != amount) {
                builder.remainingResource(name, remaining);
            }
        }
        for (final TcpPortsInUseDecoder tcp : read.tcpPortsInUse()) {
            builder.tcpPortInUse(tcp.port());
        }
        for (final UdpPortsInUseDecoder udp : read.udpPortsInUse()) {
            builder.udpPortInUse(udp.port());
        }
        for (final AttributesDecoder attribute : read.attributes()) {
            final boolean hasValue = Texts.flag("hasValue", attribute.hasValueRaw());
            final String name = Texts.read(view, read.limit());
            attribute.skipName();
            final String value = Texts.read(view, read.limit());
            attribute.skipValue();
            builder.attribute(name, hasValue ? value : null);
        }
    }

    private void skipLists() {
        for (final ResourcesDecoder resource : read.resources()) {
            resource.skipName();
        }
        for (final TcpPortsInUseDecoder tcp : read.tcpPortsInUse()) {
            tcp.sbeSkip();
        }
        for (final UdpPortsInUseDecoder udp : read.udpPortsInUse()) {
            udp.sbeSkip();
        }
        for (final AttributesDecoder attribute : read.attributes()) {
            attribute.skipName();
            attribute.skipValue();
        }
    }
}
