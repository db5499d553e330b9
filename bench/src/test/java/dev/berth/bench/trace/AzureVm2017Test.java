package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading of the Azure workload of 2017, on tables made here. */
class AzureVm2017Test {
    @TempDir
    private Path folder;

    private Trace read(final String name, final String text) throws IOException {
        return TraceFiles.read("azure-vm-2017:" + TraceFiles.write(folder, name, text));
    }

    @Test
    void readsShapesAndLifetimes() throws IOException {
        final String text = AzureVm2017.HEADER + "\n100,7,1,1.75,0,0,0\n100,7,16,112,600,900,0\n"
                + "400,8,1,1.75,300,300,1\n";
        for (final String name : new String[] {"t.csv", "t.csv.gz"}) {
            final Trace trace = read(name, text);
            assertEquals(3, trace.size());
            assertEquals(Shape.of(1024, 1792), trace.shapes().get(trace.shape(0)));
            assertEquals(Shape.of(16_384, 114_688), trace.shapes().get(trace.shape(1)));
            assertEquals(trace.shape(0), trace.shape(2));
            assertEquals(1, TraceFiles.seconds(trace.departureDays(0)));
            assertEquals(750, TraceFiles.seconds(trace.departureDays(1)));
            assertEquals(Trace.NEVER, trace.departureDays(2));
            assertEquals(300, TraceFiles.seconds(trace.arrivalDays(2)));
            assertEquals(0, trace.group(1));
            assertEquals(2, trace.groups());
        }
    }

    @Test
    void anotherFormatIsRefusedWithItsLine() throws IOException {
        assertThrows(TraceFormatException.class, () -> read("a.csv", "a,b\n1,2\n"));
        assertThrows(TraceFormatException.class, () -> read("b.csv", AzureVm2017.HEADER + "\n"));
        for (final String row : new String[] {
            "1,2", "x,1,1,1,1,1,0", "1,1,0.3,1,1,1,0", "1,1,1,1,1,1,0,9", "1,1,1,1,2,1,0", "1,1,1,1,1,1,2"
        }) {
            final TraceFormatException e = assertThrows(
                    TraceFormatException.class, () -> read("c.csv", AzureVm2017.HEADER + "\n" + row));
            assertTrue(e.getMessage().contains("line 2"), e.getMessage());
        }
    }
}
