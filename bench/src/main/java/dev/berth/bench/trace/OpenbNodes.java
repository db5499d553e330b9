package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The nodes of an openb trace, in the order of their list. */
final class OpenbNodes implements Fleet {
    private static final List<String> HEADER = List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");
    private static final int CPU = 1;
    private static final int MEMORY = 2;
    private static final int GPUS = 3;
    private static final int MODEL = 4;
    private static final int MOST_GPUS = 32;

    private final List<Node> nodes;

    private OpenbNodes(final List<Node> nodes) {
        this.nodes = nodes;
    }

    /** The amounts and the model of a node. */
    private record Node(long cpuMilli, long memoryMib, int gpus, String model) {}

    static OpenbNodes read(final Path file) throws IOException {
        final List<Node> nodes = new ArrayList<>();
        try (Table table = OpenbPods.open(file, HEADER)) {
            while (table.next()) {
                nodes.add(new Node(
                        table.whole(CPU, 0, Integer.MAX_VALUE),
                        table.whole(MEMORY, 0, Integer.MAX_VALUE),
                        (int) table.whole(GPUS, 0, MOST_GPUS),
                        table.text(MODEL)));
            }
        }
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
