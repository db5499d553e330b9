package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleets that the command line can name. */
class FleetArgumentTest {
    private static final Trace TRACE = Trace.builder("t", Trace.CPU, Trace.MEMORY).build();
    private static final Trace WITH_GPUS = Trace.builder("g", Trace.CPU, Trace.MEMORY, Trace.GPU).build();

    @TempDir
    private Path folder;

    private static Fleet fleet(final String text, final Trace trace) throws IOException {
        return FleetArgument.parse(text).fleet(trace, 2_000, 7);
    }

    private static String message(final String text, final Trace trace) {
        return assertThrows(IllegalArgumentException.class, () -> fleet(text, trace)).getMessage();
    }

    @Test
    void theMixIsDrawnByItsShares() throws IOException {
        final Fleet fleet = fleet("mix", TRACE);
        assertEquals(2_000, fleet.size());
        final long c5 = IntStream.range(0, 2_000).filter(i -> fleet.type(i).equals("c5.4xlarge")).count();
        assertTrue(c5 > 1_100 && c5 < 1_300, "" + c5);
        assertEquals(3, fleet.zones().size());
        final Fleet again = fleet("mix", TRACE);
        final Fleet other = FleetArgument.parse("mix").fleet(TRACE, 2_000, 8);
        assertTrue(IntStream.range(0, 2_000).allMatch(i -> fleet.type(i).equals(again.type(i))));
        assertFalse(IntStream.range(0, 2_000).allMatch(i -> fleet.type(i).equals(other.type(i))));
    }

    @Test
    void aTraceWithGpusGetsInstancesWithGpus() throws IOException {
        final Fleet fleet = fleet("mix", WITH_GPUS);
        final long some = IntStream.range(0, 2_000).filter(i -> fleet.capacity(i, 2) > 0).count();
        assertTrue(some > 900 && some < 1_100, "" + some);
        assertThrows(IndexOutOfBoundsException.class, () -> fleet("mix", TRACE).capacity(0, 2));
    }

    @Test
    void instancesThatAreAlike() throws IOException {
        final Fleet fleet = fleet("alike,vcpus=8,memory-gib=12.5,gpus=2,zones=2", WITH_GPUS);
        assertEquals(8192, fleet.capacity(1_999, 0));
        assertEquals(12_800, fleet.capacity(0, 1));
        assertEquals(2, fleet.capacity(0, 2));
        assertEquals(1, fleet.zone(1_999));
        assertEquals(List.of("zone-1", "zone-2"), fleet.zones());
    }

    @Test
    void typesOfACatalogue() throws IOException {
        final Path catalogue = TraceFiles.write(folder, "types.csv",
                "instance_type,vcpu,memory_mib,gpu_count,gpu_name\nm5.large,2,8192,0,\ng5.xlarge,4,16384,1,A10G\n");
        final Fleet fleet = fleet("catalogue:" + catalogue + ",m5.large=30,g5.xlarge=10", WITH_GPUS);
        final long gpus = IntStream.range(0, 2_000).filter(i -> fleet.model(i).equals("A10G")).count();
        assertTrue(gpus > 420 && gpus < 580, "" + gpus);
        final String message = message("catalogue:" + catalogue + ",m5.larg=1", TRACE);
        assertTrue(message.contains("no instance type 'm5.larg'; did you mean 'm5.large'?"), message);
    }

    @Test
    void whatCannotBeLeadsOn() {
        assertTrue(message("mixed", TRACE).contains("did you mean 'mix'?"));
        assertTrue(message("own", TRACE).contains("names no instances; give another fleet"));
        assertTrue(message("alike,vcpu=4", TRACE).contains("did you mean 'vcpus'?"));
        assertTrue(message("alike,vcpus=0", TRACE).contains("vcpus is '0', must be"));
        assertTrue(message("file", TRACE).contains("file:PATH"));
        assertTrue(message("catalogue:x.csv", TRACE).contains("TYPE=WEIGHT"));
        assertTrue(message("mix", Trace.builder("f", "core", "nic").build()).contains("bins that open on demand"));
    }
}
