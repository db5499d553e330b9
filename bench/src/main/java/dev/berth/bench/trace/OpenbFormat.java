package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The format {@code alibaba-openb-2023}: pods and nodes of a production cluster whose GPUs tasks share (Alibaba
 * cluster-trace-gpu-v2023; Weng et al., USENIX ATC 2023).
 *
 * <p>The trace has the dimensions {@value #CPU_MILLI} (thousandths of a vCPU, as in the files, so that amounts stay
 * whole), {@link Trace#MEMORY} and {@link Trace#GPU}, and the nodes as its fleet. Each pod is a group of its own.
 */
public final class OpenbFormat implements TraceFormat {
    /** The name of the dimension of CPU; 1000 are one vCPU. */
    public static final String CPU_MILLI = "cpu_milli";

    /** The name of the format. */
    public static final String NAME = "alibaba-openb-2023";

    private static final String DEFAULT_PODS = "openb_pod_list_default.csv";
    private static final String DEFAULT_NODES = "openb_node_list_gpu_node.csv";
    private static final String PODS = "pods";
    private static final String NODES = "nodes";
    private static final String TIMES = "times";
    private static final String SEED = "seed";
    private static final String INFLATE = "inflate";
    private static final double DEFAULT_INFLATE = 1.3;
    private static final double LEAST_INFLATE = 0.01;
    private static final double MOST_INFLATE = 100;

    /** Creates the format; the service loader calls this. */
    public OpenbFormat() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Pods and nodes of a GPU cluster of Alibaba, 2023 (github.com/alibaba/clusterdata,"
                + " cluster-trace-gpu-v2023, folder csv): a folder with " + DEFAULT_PODS + " and " + DEFAULT_NODES
                + ", or one list of pods, gzipped or not. CPU is in thousandths of a vCPU (cpu_milli), memory in MiB,"
                + " and a GPU may be shared in thousandths (gpu_milli). Pods arrive in the order of the list, one a"
                + " second, and stay.";
    }

    @Override
    public String notGoodFor() {
        return "arrivals and lifetimes: the list holds the pods that were still known at the end, a few very old ones"
                + " and most from the last weeks.";
    }

    @Override
    public Map<String, String> options() {
        final Map<String, String> options = new LinkedHashMap<>();
        options.put(PODS, "The list of pods in the folder; by default " + DEFAULT_PODS + ".");
        options.put(NODES, "The list of nodes; by default " + DEFAULT_NODES + " beside the pods, or one folder above.");
        options.put(TIMES, "'order' (default): in the order of the list, one a second, without departures; 'real': by"
                + " creation_time and deletion_time.");
        options.put(SEED, "Shuffles the pods with this seed, then appends pods drawn from the list, or drops some,"
                + " until they ask for " + INFLATE + " times the GPUs of the nodes.");
        options.put(INFLATE, "With seed: the GPUs that are asked, as a multiple of those that there are; by default "
                + DEFAULT_INFLATE + ".");
        return options;
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final Path pods = pods(file, options);
        final Path nodes = nodes(pods, options);
        final Options given = new Options(options);
        final String times = given.choice(TIMES, "order", List.of("order", "real"));
        final OpenbNodes fleet = OpenbNodes.read(nodes);
        OpenbPods list = OpenbPods.read(pods);
        String name = pods.getFileName().toString().replaceFirst("\\.csv(\\.gz)?$", "");
        if (options.containsKey(SEED)) {
            if (times.equals("real")) {
                throw new TraceFormatException("option " + SEED + " shuffles the pods, and option " + TIMES
                        + "=real orders them by time; give one of them");
            }
            final double inflate = given.number(INFLATE, DEFAULT_INFLATE, LEAST_INFLATE, MOST_INFLATE);
            final int seed = given.integer(SEED, 0, 0, Integer.MAX_VALUE);
            list = list.shuffled(seed, Math.round(inflate * 1000 * fleet.gpus()));
            name += "-seed" + seed;
        } else if (options.containsKey(INFLATE)) {
            throw new TraceFormatException("option " + INFLATE + " needs option " + SEED + ", which draws the pods");
        }
        return list.trace(name, fleet, times.equals("real"), pods);
    }

    private static Path pods(final Path file, final Map<String, String> options) throws IOException {
        if (!Files.isDirectory(file)) {
            return readable(file);
        }
        final String name = options.getOrDefault(PODS, DEFAULT_PODS);
        final Path gzipped = file.resolve(name + ".gz");
        return Files.isReadable(gzipped) ? gzipped : readable(file.resolve(name));
    }

    private static Path nodes(final Path pods, final Map<String, String> options) throws IOException {
        final Path folder = pods.toAbsolutePath().getParent();
        if (options.containsKey(NODES)) {
            return Stream.of(Path.of(options.get(NODES)), folder.resolve(options.get(NODES)))
                    .filter(Files::isReadable)
                    .findFirst()
                    .orElseThrow(() -> new TraceFormatException(
                            "cannot read " + options.get(NODES) + "; give the list of nodes with option " + NODES));
        }
        final List<Path> places = folder.getParent() == null
                ? List.of(folder.resolve(DEFAULT_NODES))
                : List.of(folder.resolve(DEFAULT_NODES), folder.resolveSibling(DEFAULT_NODES));
        return places.stream()
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new TraceFormatException("there is no " + DEFAULT_NODES + " beside " + pods
                        + " or one folder above; give the list of nodes with option " + NODES));
    }

    private static Path readable(final Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new TraceFormatException("cannot read " + file
                    + "; give a list of pods, or the folder csv of cluster-trace-gpu-v2023");
        }
        return file;
    }
}
