package dev.berth.bench.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The format {@code bytedance-rasa-m3}: the services of a cluster of ByteDance and its machines, at one time. */
public final class ByteDanceM3 implements TraceFormat {
    /** The CPU units, and the MiB, that stand for the whole cluster, of which the data give fractions. */
    private static final double WHOLE = 1 << 30;

    /** Creates the format. */
    public ByteDanceM3() {}

    @Override
    public String name() {
        return "bytedance-rasa-m3";
    }

    @Override
    public String description() {
        return "One cluster of microservices of ByteDance (Apache-2.0): dataset/M3.json of"
                + " github.com/bytedance/research-cluster-dataset, with ServiceList (RequestCPU, RequestMem,"
                + " ContainerList, CompatibleMachines) and MachineList (TotalCPU, TotalMem), as fractions of the"
                + " cluster's total; that total counts as 2^30 CPU units and 2^30 MiB, requests are rounded up and"
                + " machines down. All containers arrive at time 0, service by service, and none departs. A service is"
                + " a group. A list of compatible machines becomes the models that a container may run on.";
    }

    @Override
    public String notGoodFor() {
        return "times and departures (it is one moment), absolute sizes, or traffic between services (ignored).";
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final JsonNode root = parsed(file);
        final Trace.Builder trace = Trace.builder(name(), Trace.CPU, Trace.MEMORY);
        final JsonNode services = list(file, root, "ServiceList");
        int group = 0;
        for (final JsonNode service : services) {
            final int shape = trace.shape(new Shape(
                    List.of(
                            Math.ceil(WHOLE * fraction(file, service, "RequestCPU")),
                            Math.ceil(WHOLE * fraction(file, service, "RequestMem"))),
                    0,
                    0,
                    machines(service.path("CompatibleMachines"))));
            final int containers = list(file, service, "ContainerList").size();
            for (int i = 0; i < containers; i++) {
                trace.add(0, Trace.NEVER, shape, group);
            }
            group++;
        }
        final List<FleetOfTypes.Type> fleet = new ArrayList<>();
        for (final JsonNode machine : list(file, root, "MachineList")) {
            fleet.add(new FleetOfTypes.Type(
                    "",
                    (int) (WHOLE * fraction(file, machine, "TotalCPU")),
                    (int) (WHOLE * fraction(file, machine, "TotalMem")),
                    0,
                    machine.path("MachineIP").asText(),
                    1));
        }
        if (group == 0 || fleet.isEmpty()) {
            throw new TraceFormatException(file + " has " + group + " services and " + fleet.size()
                    + " machines, must have at least one of each");
        }
        return trace.fleet(FleetOfTypes.counted(false, fleet, Collections.nCopies(fleet.size(), "a"))).build();
    }

    private static JsonNode parsed(final Path file) throws IOException {
        try (Reader text = Table.decoded(file)) {
            return new ObjectMapper().readTree(text);
        } catch (final JsonProcessingException e) {
            throw new TraceFormatException(file + " is no JSON (line " + e.getLocation().getLineNr() + ": "
                    + e.getOriginalMessage() + "); give the file M3.json of the data set");
        }
    }

    private static JsonNode list(final Path file, final JsonNode object, final String name)
            throws TraceFormatException {
        if (!object.path(name).isArray()) {
            throw new TraceFormatException(file + " must have the list " + name + " in "
                    + shortened(object) + "; give the file M3.json of the data set");
        }
        return object.get(name);
    }

    private static double fraction(final Path file, final JsonNode object, final String name)
            throws TraceFormatException {
        final JsonNode value = object.path(name);
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= 1)) {
            throw new TraceFormatException(file + ": " + name + " is '" + value.asText() + "' in " + shortened(object)
                    + ", must be 0..1, a fraction of the cluster's total");
        }
        return value.asDouble();
    }

    private static String shortened(final JsonNode node) {
        final String text = node.toString();
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }

    private static List<String> machines(final JsonNode compatible) {
        final List<String> names = new ArrayList<>();
        compatible.forEach(name -> names.add(name.asText()));
        return names;
    }
}
