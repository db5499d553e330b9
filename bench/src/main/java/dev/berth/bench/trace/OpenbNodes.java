package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The nodes of an openb trace, in the order of their list. */
final class OpenbNodes implements Fleet {
    private static final String HEADER = "sn,cpu_milli,memory_mib,gpu,model";
    private static final int MOST_GPUS = 32;

    private final List<Node> nodes;

    private OpenbNodes(final List<Node> nodes) {
        this.nodes = nodes;
    }

    /** The amounts and the model of a node. */
    private record Node(long cpuMilli, long memoryMib, int gpus, String model) {}

    static OpenbNodes read(final Path file) throws IOException {
        final List<Node> nodes = new ArrayList<>();
        OpenbLines.read(file, HEADER, line -> nodes.add(new Node(
                line.number("cpu_milli", Integer.MAX_VALUE),
                line.number("memory_mib", Integer.MAX_VALUE),
                (int) line.number("gpu", MOST_GPUS),
                line.text("model"))));
        if (nodes.isEmpty()) {
            throw new TraceFormatException(file + " has no nodes; give the list of nodes");
        }
        return new OpenbNodes(List.copyOf(nodes));
    }

    /** Returns the number of all GPUs. */
    int gpus() {
        return nodes.stream().mapToInt(Node::gpus).sum();
    }

    @Override
    public int size() {
        return nodes.size();
    }

    @Override
    public double capacity(final int instance, final int dimension) {
        final Node node = nodes.get(instance);
        return switch (dimension) {
            case 0 -> node.cpuMilli();
            case 1 -> node.memoryMib();
            default -> node.gpus();
        };
    }

    @Override
    public String model(final int instance) {
        return nodes.get(instance).model();
    }
}
