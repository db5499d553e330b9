package dev.berth.bench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** The pods of an openb trace, in the order of their list. */
final class OpenbPods {
    private static final List<String> HEADER = List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");
    private static final int CPU = 1;
    private static final int MEMORY = 2;
    private static final int GPUS = 3;
    private static final int GPU_MILLI = 4;
    private static final int MOST_GPUS = 32;
    private static final int MILLI = 1000;
    private static final long NO_TIME = -1;
    private static final double SECONDS_PER_DAY = 86_400;

    private final List<Pod> pods;

    private OpenbPods(final List<Pod> pods) {
        this.pods = pods;
    }

    /** The shape of a pod, and when it was created and deleted, in seconds. */
    private record Pod(Shape shape, long created, long deleted) {
        long gpuMilli() {
            return (long) shape.gpus() * shape.gpuMilli();
        }
    }

    static OpenbPods read(final Path file) throws IOException {
        final List<Pod> pods = new ArrayList<>();
        try (Table table = open(file, HEADER)) {
            final int models = table.header().indexOf("gpu_spec");
            final int created = table.header().indexOf("creation_time");
            final int deleted = table.header().indexOf("deletion_time");
            while (table.next()) {
                pods.add(new Pod(shape(table, models), time(table, created), time(table, deleted)));
            }
        }
        if (pods.isEmpty()) {
            throw new TraceFormatException(file + " has no pods; give a list of pods");
        }
        return new OpenbPods(List.copyOf(pods));
    }

    /** Opens a table whose first columns must have the given names. */
    static Table open(final Path file, final List<String> header) throws IOException {
        final Table table = Table.open(file);
        if (table.header().size() < header.size()
                || !table.header().subList(0, header.size()).equals(header)) {
            table.close();
            throw new TraceFormatException("the first line of " + file + " is '" + String.join(",", table.header())
                    + "', must begin with '" + String.join(",", header)
                    + "'; give a file of cluster-trace-gpu-v2023/csv");
        }
        return table;
    }

    private static Shape shape(final Table table, final int models) throws TraceFormatException {
        final int gpus = (int) table.whole(GPUS, 0, MOST_GPUS);
        final int gpuMilli = (int) table.whole(GPU_MILLI, gpus == 0 ? 0 : gpus == 1 ? 1 : MILLI, gpus == 0 ? 0 : MILLI);
        return new Shape(
                List.of(
                        table.number(CPU, 0, Integer.MAX_VALUE),
                        table.number(MEMORY, 0, Integer.MAX_VALUE),
                        (double) gpus * gpuMilli / MILLI),
                gpus,
                gpuMilli,
                models < 0
                        ? List.of()
                        : Arrays.stream(table.text(models).split("\\|"))
                                .filter(model -> !model.isEmpty())
                                .toList());
    }

    private static long time(final Table table, final int column) throws TraceFormatException {
        return column < 0 || table.text(column).isEmpty() ? NO_TIME : table.whole(column, 0, Long.MAX_VALUE);
    }

    /** Returns the pods shuffled, with more of them drawn, or some dropped, until they ask for so many thousandths. */
    OpenbPods shuffled(final long seed, final long gpuMilli) throws IOException {
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Pod> list = new ArrayList<>(pods);
        for (int i = list.size() - 1; i > 0; i--) {
            final int other = random.nextInt(i + 1);
            list.set(i, list.set(other, list.get(i)));
        }
        long asked = list.stream().mapToLong(Pod::gpuMilli).sum();
        if (asked == 0) {
            throw new TraceFormatException("no pod asks for a GPU; leave out option seed");
        }
        if (asked > gpuMilli) {
            while (asked > gpuMilli) {
                asked -= list.remove(random.nextInt(list.size())).gpuMilli();
            }
            return new OpenbPods(list);
        }
        for (Pod more = any(random); asked + more.gpuMilli() <= gpuMilli; more = any(random)) {
            asked += more.gpuMilli();
            list.add(more);
        }
        return new OpenbPods(list);
    }

    private Pod any(final SplittableRandom random) {
        return pods.get(random.nextInt(pods.size()));
    }

    Trace trace(final String name, final Fleet fleet, final boolean realTimes, final Path file) throws IOException {
        final Trace.Builder builder =
                Trace.builder(name, OpenbFormat.CPU_MILLI, Trace.MEMORY, Trace.GPU).fleet(fleet);
        if (!realTimes) {
            for (int i = 0; i < pods.size(); i++) {
                builder.add(i / SECONDS_PER_DAY, Trace.NEVER, builder.shape(pods.get(i).shape()), i);
            }
            return builder.build();
        }
        final List<Pod> byTime =
                pods.stream().sorted(Comparator.comparingLong(Pod::created)).toList();
        final long start = byTime.get(0).created();
        for (int i = 0; i < byTime.size(); i++) {
            final Pod pod = byTime.get(i);
            if (pod.created() == NO_TIME || pod.deleted() < pod.created()) {
                throw new TraceFormatException(file + " has a pod with creation_time " + pod.created()
                        + " and deletion_time " + pod.deleted() + " (-1: none); leave out option times=real");
            }
            builder.add(
                    (pod.created() - start) / SECONDS_PER_DAY,
                    (pod.deleted() - start) / SECONDS_PER_DAY,
                    builder.shape(pod.shape()),
                    i);
        }
        return builder.build();
    }
}
