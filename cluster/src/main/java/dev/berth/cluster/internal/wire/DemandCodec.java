package dev.berth.cluster.internal.wire;

import dev.berth.Demand;
import dev.berth.cluster.internal.codec.DemandRecordDecoder;
import dev.berth.cluster.internal.codec.DemandRecordDecoder.RequiredAttributesDecoder;
import dev.berth.cluster.internal.codec.DemandRecordDecoder.ResourcesDecoder;
import dev.berth.cluster.internal.codec.DemandRecordDecoder.TcpPortsDecoder;
import dev.berth.cluster.internal.codec.DemandRecordDecoder.UdpPortsDecoder;
import dev.berth.cluster.internal.codec.DemandRecordDecoder.ZonesDecoder;
import dev.berth.cluster.internal.codec.DemandRecordEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The codec of a {@link Demand} as the nested field of a command. It is not thread-safe. */
public final class DemandCodec {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DemandRecordEncoder record = new DemandRecordEncoder();
    private final MessageHeaderDecoder readHeader = new MessageHeaderDecoder();
    private final DemandRecordDecoder read = new DemandRecordDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer();

    /**
     * Writes a demand.
     *
     * @param demand the demand.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field: the limit of its encoder.
     * @return the offset after the field.
     * @throws IllegalArgumentException if a text of it cannot be sent.
     */
    public int write(final Demand demand, final MutableDirectBuffer buffer, final int at) {
        record.wrapAndApplyHeader(buffer, Nested.begin(at), header)
                .cpuUnits(demand.cpuUnits())
                .memoryMib(demand.memoryMib())
                .gpus(demand.gpus())
                .eniSlots(demand.eniSlots());
        final Map<String, Integer> resources = demand.resources();
        final var amounts = record.resourcesCount(Texts.checkedCount("resources", resources.size()));
        resources.forEach((name, amount) ->
                amounts.next().amount(amount).name(Texts.checked("name of a resource", name)));
        final var tcp = record.tcpPortsCount(Texts.checkedCount("TCP host ports", demand.tcpPorts().size()));
        demand.tcpPorts().forEach(port -> tcp.next().port(port));
        final var udp = record.udpPortsCount(Texts.checkedCount("UDP host ports", demand.udpPorts().size()));
        demand.udpPorts().forEach(port -> udp.next().port(port));
        final var required = record.requiredAttributesCount(
                Texts.checkedCount("required attributes", demand.requiredAttributes().size()));
        demand.requiredAttributes().forEach(name -> required.next().name(Texts.checked("required attribute", name)));
        final var zones = record.zonesCount(Texts.checkedCount("zones", demand.zones().size()));
        demand.zones().forEach(zone -> zones.next().zone(Texts.checked("zone", zone)));
        return Nested.end(buffer, at, record.limit());
    }

    /**
     * Reads a demand.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field: the limit of its decoder.
     * @return the demand.
     * @throws IllegalArgumentException if a value is out of its range.
     * @throws IndexOutOfBoundsException if the message ends too early.
     */
    public Demand read(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, view);
        Nested.check(readHeader.wrap(view, 0), DemandRecordDecoder.TEMPLATE_ID);
        read.wrapAndApplyHeader(view, 0, readHeader);
        final Demand.Builder builder = Demand.builder()
                .cpuUnits(read.cpuUnits())
                .memoryMib(read.memoryMib())
                .gpus(read.gpus())
                .eniSlots(read.eniSlots());
        for (final ResourcesDecoder resource : read.resources()) {
            final int amount = resource.amount();
            builder.resource(Texts.read(view, read.limit()), amount);
            resource.skipName();
        }
        for (final TcpPortsDecoder tcp : read.tcpPorts()) {
            builder.hostPort(tcp.port());
        }
        for (final UdpPortsDecoder udp : read.udpPorts()) {
            builder.hostUdpPort(udp.port());
        }
        for (final RequiredAttributesDecoder required : read.requiredAttributes()) {
            builder.requiredAttribute(Texts.read(view, read.limit()));
            required.skipName();
        }
        for (final ZonesDecoder zone : read.zones()) {
            builder.zone(Texts.read(view, read.limit()));
            zone.skipZone();
        }
        return builder.build();
    }
}
