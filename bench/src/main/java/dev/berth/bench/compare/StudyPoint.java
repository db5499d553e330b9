package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One point of a study.
 *
 * @param number its number.
 * @param trace the number of the trace.
 * @param traceLabel how tables name the trace.
 * @param policy the policy.
 * @param seed the seed.
 * @param instances the size of the cluster that was asked; 0 for the default.
 */
record StudyPoint(int number, int trace, String traceLabel, PolicyChoice policy, long seed, int instances) {
    /** The status of a point whose run came to its end. */
    static final String OK = "ok";

    /** The status of a point whose policy was stopped. */
    static final String STOPPED = "stopped";

    /** The status of a point whose policy cannot run on such a trace or cluster. */
    static final String UNSUITABLE = "unsuitable";

    /** Begins the line of the point; {@code size} is the size of the cluster, 0 if bins open. */
    ObjectNode line(final int size) {
        final ObjectNode line = Json.object();
        line.put("point", number);
        line.put("trace", traceLabel);
        line.put("policy", policy.name());
        line.put("seed", seed);
        line.put("instances", size == 0 ? "bins" : Integer.toString(size));
        return line;
    }

    /** Returns the line of the point without a result. */
    ObjectNode without(final int size, final String status, final String fault, final String reason) {
        return line(size).put("status", status).put("fault", fault).put("reason", reason);
    }
}
