package dev.berth.bench.peers;

import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Workload;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a peer's driver reads: big-endian; a magic number, a version, the seed as a long; then ints, each list
 * behind its length: CPU units and MiB by instance, CPU units and MiB by shape, instance and shape by task of the
 * start, shape by operation.
 */
final class ProblemFile {
    private static final int MAGIC = 0x42_50_52_4F;
    private static final int VERSION = 2;

    private ProblemFile() {}

    /**
     * Writes a problem.
     *
     * @param workload instances, shapes and the stream of operations.
     * @param start tasks that run at the start.
     * @param file to write.
     */
    static void write(final Workload workload, final Assignment start, final Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(workload.seed());
            writePairs(out, workload.fleet().cpuUnits(), workload.fleet().memoryMib());
            writePairs(out, workload.cpuUnits(), workload.memoryMib());
            out.writeInt(start.size());
            for (int task = 0; task < start.size(); task++) {
                out.writeInt(start.instance(task));
                out.writeInt(start.request(task) % workload.shapeCount());
            }
            final int[] requests = workload.requests();
            out.writeInt(requests.length);
            for (final int request : requests) {
                out.writeInt(request % workload.shapeCount());
            }
        }
    }

    private static void writePairs(final DataOutputStream out, final int[] firsts, final int[] seconds)
            throws IOException {
        out.writeInt(firsts.length);
        for (int i = 0; i < firsts.length; i++) {
            out.writeInt(firsts[i]);
            out.writeInt(seconds[i]);
        }
    }
}
