package dev.berth.cluster.internal.wire;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.ServiceSpecRecordDecoder;
import dev.berth.cluster.internal.codec.ServiceSpecRecordEncoder;
import dev.berth.service.CapacityProviders;
import dev.berth.service.SchedulingStrategy;
import dev.berth.service.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The codec of a {@link ServiceSpec} as a nested field. It is not thread-safe. */
public final class ServiceSpecCodec {
    private final DemandCodec demands = new DemandCodec();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ServiceSpecRecordEncoder record = new ServiceSpecRecordEncoder();
    private final MessageHeaderDecoder readHeader = new MessageHeaderDecoder();
    private final ServiceSpecRecordDecoder read = new ServiceSpecRecordDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer();

    /** Creates a codec. */
    public ServiceSpecCodec() {}

    /**
     * Writes a specification.
     *
     * @param spec the specification.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field: the limit of its encoder.
     * @return the offset after the field.
     * @throws IllegalArgumentException if a constraint is a predicate, or a text cannot be sent.
     */
    public int write(final ServiceSpec spec, final MutableDirectBuffer buffer, final int at) {
        record.wrapAndApplyHeader(buffer, Nested.begin(at), header)
                .desiredCount(spec.desiredCount())
                .daemon(spec.schedulingStrategy() == SchedulingStrategy.DAEMON ? Flag.YES : Flag.NO)
                .azRebalancing(spec.azRebalancing() ? Flag.YES : Flag.NO);
        final var constraints = record.constraintsCount(spec.constraints().size());
        for (final Constraint constraint : spec.constraints()) {
            constraints.next().mostTasks(constraint.mostTasks()).expression(PlanCodec.expressionOf(constraint));
        }
        final var zones = record.zonesCount(Texts.checkedCount("zones", spec.fargate().size()));
        for (final String zone : spec.fargate()) {
            zones.next().zone(Texts.checked("zone", zone));
        }
        final CapacityProviders providers = spec.capacityProviders();
        final List<CapacityProviders.Item> items = providers == null ? List.of() : providers.items();
        final var shares = record.capacityProvidersCount(items.size());
        for (final CapacityProviders.Item item : items) {
            shares.next()
                    .baseTasks(item.base())
                    .weight(item.weight())
                    .provider(Texts.checked("capacityProvider", item.provider()));
        }
        record.limit(demands.write(spec.demand(), buffer, record.limit()));
        record.name(Texts.checked("name", spec.name())).chain(PlanCodec.textOf(spec.chain()));
        return Nested.end(buffer, at, record.limit());
    }

    /**
     * Reads a specification.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field: the limit of its decoder.
     * @return the specification.
     * @throws IllegalArgumentException if a value is out of its range.
     * @throws IndexOutOfBoundsException if the message ends too early.
     */
    public ServiceSpec read(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, view);
        Nested.check(readHeader.wrap(view, 0), ServiceSpecRecordDecoder.TEMPLATE_ID);
        read.wrapAndApplyHeader(view, 0, readHeader);
        final List<Constraint> constraints = readConstraints();
        final List<String> zones = readZones();
        final List<CapacityProviders.Item> items = readItems();
        final Demand demand = demands.read(view, read.limit());
        read.skipDemand();
        final String name = Texts.read(view, read.limit());
        read.skipName();
        final Chain chain = Chain.parse(Texts.read(view, read.limit()));
        final ServiceSpec.Builder builder = Texts.flag("daemon", read.daemonRaw())
                ? ServiceSpec.daemon(name)
                : ServiceSpec.replica(name, read.desiredCount());
        if (!zones.isEmpty()) {
            builder.fargate(zones);
        }
        return builder.demand(demand)
                .chain(chain)
                .constraints(constraints)
                .azRebalancing(Texts.flag("azRebalancing", read.azRebalancingRaw()))
                .capacityProviders(items.isEmpty() ? null : CapacityProviders.of(items))
                .build();
    }

    private List<Constraint> readConstraints() {
        final List<Constraint> constraints = new ArrayList<>();
        for (final ServiceSpecRecordDecoder.ConstraintsDecoder constraint : read.constraints()) {
            final int mostTasks = constraint.mostTasks();
            constraints.add(PlanCodec.constraint(mostTasks, Texts.read(view, read.limit())));
            constraint.skipExpression();
        }
        return constraints;
    }

    private List<String> readZones() {
        final List<String> zones = new ArrayList<>();
        for (final ServiceSpecRecordDecoder.ZonesDecoder zone : read.zones()) {
            zones.add(Texts.read(view, read.limit()));
            zone.skipZone();
        }
        return zones;
    }

    private List<CapacityProviders.Item> readItems() {
        final List<CapacityProviders.Item> items = new ArrayList<>();
        for (final ServiceSpecRecordDecoder.CapacityProvidersDecoder item : read.capacityProviders()) {
            final int base = item.baseTasks();
            final int weight = item.weight();
            items.add(new CapacityProviders.Item(Texts.read(view, read.limit()), base, weight));
            item.skipProvider();
        }
        return items;
    }
}
