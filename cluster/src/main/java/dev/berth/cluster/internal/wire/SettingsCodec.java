package dev.berth.cluster.internal.wire;

import dev.berth.EngineConfig;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.ConfigureDecoder;
import dev.berth.cluster.internal.codec.ConfigureEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The settings of a cluster as the message {@code Configure}. */
public final class SettingsCodec {
    private SettingsCodec() {}

    /**
     * Writes settings, without the header of the message.
     *
     * @param settings the settings.
     * @param buffer the buffer that receives them.
     * @param offset where their fields begin.
     * @return the offset after the last byte.
     */
    public static int write(final ClusterSettings settings, final MutableDirectBuffer buffer, final int offset) {
        final EngineConfig engine = settings.engine();
        final ConfigureEncoder out = new ConfigureEncoder().wrap(buffer, offset);
        out.seed(engine.seed())
                .maxInstances(engine.maxInstances())
                .maxTasks(engine.maxTasks())
                .maxGroups(engine.maxGroups())
                .maxDemands(engine.maxDemands())
                .maxPlans(engine.maxPlans())
                .maxCounts(engine.maxCounts())
                .maxAttributeNames(engine.maxAttributeNames())
                .maxAttributeValues(engine.maxAttributeValues())
                .maxAttributes(engine.maxAttributes())
                .maxPorts(engine.maxPorts())
                .maxIndexes(engine.maxIndexes())
                .maxSpreadValues(engine.maxSpreadValues())
                .maxFilters(engine.maxFilters())
                .maxUndo(engine.maxUndo())
                .tickMillis(settings.tickMillis())
                .maxClients(settings.maxClients())
                .maxReplies(settings.maxReplies())
                .maxEvents(settings.maxEvents());
        final ConfigureEncoder.ResourcesEncoder resources =
                out.resourcesCount(engine.resources().size());
        for (final String name : engine.resources()) {
            resources.next().name(name);
        }
        return out.limit();
    }

    /**
     * Reads settings.
     *
     * @param buffer the buffer that holds them.
     * @param offset where their fields begin, after the header of the message.
     * @param blockLength the length of the fields according to the header.
     * @param version the version of the schema according to the header.
     * @return the settings.
     * @throws IllegalArgumentException if a setting is out of its range.
     * @throws IndexOutOfBoundsException if the message ends too early.
     */
    public static ClusterSettings read(
            final DirectBuffer buffer, final int offset, final int blockLength, final int version) {
        final ConfigureDecoder in = new ConfigureDecoder().wrap(buffer, offset, blockLength, version);
        final List<String> resources = new ArrayList<>();
        in.resources().forEach(each -> resources.add(each.name()));
        final EngineConfig engine = EngineConfig.builder()
                .seed(in.seed())
                .maxInstances(in.maxInstances())
                .maxTasks(in.maxTasks())
                .maxGroups(in.maxGroups())
                .maxDemands(in.maxDemands())
                .maxPlans(in.maxPlans())
                .maxCounts(in.maxCounts())
                .maxAttributeNames(in.maxAttributeNames())
                .maxAttributeValues(in.maxAttributeValues())
                .maxAttributes(in.maxAttributes())
                .maxPorts(in.maxPorts())
                .maxIndexes(in.maxIndexes())
                .maxSpreadValues(in.maxSpreadValues())
                .maxFilters(in.maxFilters())
                .maxUndo(in.maxUndo())
                .resources(resources.toArray(new String[0]))
                .build();
        return ClusterSettings.builder(engine)
                .tickMillis(in.tickMillis())
                .maxClients(in.maxClients())
                .maxReplies(in.maxReplies())
                .maxEvents(in.maxEvents())
                .build();
    }
}
