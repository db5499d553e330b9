package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.util.SplittableRandom;

/** A trace of a study, which is read when it is first needed and then kept. */
final class TraceSource {
    private final String option;
    private Trace trace;

    TraceSource(final String option) {
        this.option = option;
    }

    /** Returns how an option names it. */
    String option() {
        return option;
    }

    /** Returns how tables name it, without the folders in which its file lies. */
    String label() {
        return option;
    }

    /** Returns what tells it from other traces and from another version of its file. */
    ObjectNode identity() throws IOException {
        return Json.object().put("trace", label());
    }

    synchronized Trace trace() throws IOException {
        if (trace == null) {
            trace = read();
        }
        return trace;
    }

    private Trace read() {
        final Trace.Builder builder = Trace.builder("synthetic", Trace.CPU, Trace.MEMORY);
        final SplittableRandom random = new SplittableRandom(1);
        final int[] shapes = new int[4];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = builder.shape(Shape.of(1024 << i, 2048 << (i + i % 2)));
        }
        for (int i = 0; i < 2000; i++) {
            final double now = i / 1000.0;
            builder.add(now, now + 0.3 * random.nextDouble(), shapes[random.nextInt(4)], i / 5);
        }
        return builder.build();
    }
}
