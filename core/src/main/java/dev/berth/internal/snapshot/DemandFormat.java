package dev.berth.internal.snapshot;

import dev.berth.Demand;
import dev.berth.EngineConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The format of a demand, within a section of another class. */
public final class DemandFormat {
    private static final int MOST_PORTS = 65_535;

    private DemandFormat() {}

    public static void write(final SnapshotWriter out, final Demand demand) throws IOException {
        out.number(demand.cpuUnits());
        out.number(demand.memoryMib());
        out.number(demand.gpus());
        out.number(demand.eniSlots());
        out.number(demand.resources().size());
        for (final Map.Entry<String, Integer> resource : demand.resources().entrySet()) {
            out.text(resource.getKey());
            out.number(resource.getValue());
        }
        writePorts(out, demand.tcpPorts());
        writePorts(out, demand.udpPorts());
        writeTexts(out, demand.requiredAttributes());
        writeTexts(out, demand.zones());
    }

    private static void writePorts(final SnapshotWriter out, final List<Integer> ports) throws IOException {
        out.number(ports.size());
        for (final int port : ports) {
            out.number(port);
        }
    }

    private static void writeTexts(final SnapshotWriter out, final List<String> texts) throws IOException {
        out.number(texts.size());
        for (final String text : texts) {
            out.text(text);
        }
    }

    public static Demand read(final SnapshotReader in) throws IOException {
        final Demand.Builder builder = Demand.builder()
                .cpuUnits(in.number("cpuUnits", 0, Integer.MAX_VALUE))
                .memoryMib(in.number("memoryMib", 0, Integer.MAX_VALUE))
                .gpus(in.number("gpus", 0, Short.MAX_VALUE))
                .eniSlots(in.number("eniSlots", 0, Short.MAX_VALUE));
        for (int left = in.number("number of resources", 0, EngineConfig.MAX_RESOURCES); left > 0; left--) {
            builder.resource(in.name("resource"), in.number("amount of a resource", 0, Integer.MAX_VALUE));
        }
        for (int left = in.number("number of ports", 0, MOST_PORTS); left > 0; left--) {
            builder.hostPort(in.number("port", 1, MOST_PORTS));
        }
        for (int left = in.number("number of ports", 0, MOST_PORTS); left > 0; left--) {
            builder.hostUdpPort(in.number("port", 1, MOST_PORTS));
        }
        for (int left = in.number("number of attributes", 0, Integer.MAX_VALUE); left > 0; left--) {
            builder.requiredAttribute(in.name("required attribute"));
        }
        for (int left = in.number("number of zones", 0, Integer.MAX_VALUE); left > 0; left--) {
            builder.zone(in.name("zone"));
        }
        return builder.build();
    }
}
