package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the schema of the Azure packing trace 2020. */
class AzurePacking2020Test {
    private static final String TYPES = AzurePacking2020.TYPE_HEADER + "\n"
            + "0,0,3,0.9,0.9,0.9,0.9,0.9\n" // replaced by the next row
            + "1,0,3,0.5,0.25,,0.125,\n"
            + "2,0,4,1,1,1,1,1\n"
            + "3,1,3,0.25,0.25,0.5,0,0\n"
            + "4,2,4,1,1,1,1,1\n";
    private static final String VMS = AzurePacking2020.VM_HEADER + "\n"
            + "7,1,0,0,2.50,3.0\n"
            + "6,2,1,0,1,14\n"
            + "5,1,0,0,1,15\n" // ends late
            + "4,3,1,0,-1,2\n" // ran before
            + "3,3,1,0,4,\n" // runs on
            + "2,1,2,0,1,2\n" // cannot run on machine 3
            + "1,1,1,0,1.0,2\n";

    @TempDir
    private Path folder;

    private AzurePacking2020 read(final String types, final String vms, final AzurePacking2020.Admission admission)
            throws IOException {
        Files.writeString(folder.resolve("vmtypes.csv"), types);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("vm.csv.gz")))) {
            out.write(vms.getBytes(StandardCharsets.UTF_8));
        }
        return AzurePacking2020.read(folder, new AzurePacking2020.Builder(3, admission, true));
    }

    @Test
    void wholeLivesComeByStartAndThenByNumber() throws IOException {
        final AzurePacking2020 vms = read(TYPES, VMS, AzurePacking2020.Admission.WHOLE_LIVES);
        assertEquals(3, vms.size());
        assertEquals(List.of(1, 6, 7), List.of(vms.vmId(0), vms.vmId(1), vms.vmId(2)));
        assertEquals("1.0", vms.startText(0));
        assertEquals("2.50", vms.startText(2));
        assertEquals("3.0", vms.endText(2));
        final Trace trace = vms.trace("a");
        assertEquals(Shape.of(0.25, 0.25, 0.5, 0, 0), trace.shapes().get(trace.shape(0)));
        assertEquals(Shape.of(0.5, 0.25, 0, 0.125, 0), trace.shapes().get(trace.shape(2)));
        assertEquals(1, trace.arrivalDays(1));
        assertEquals(14, trace.departureDays(1));
        assertEquals(14, trace.predictedDepartureDays(1));
        assertEquals(trace.group(0), trace.group(2));
    }

    @Test
    void factorsAreDrawnInTheOrderOfTheFile() throws IOException {
        final Iterator<Double> factors = List.of(2.0, 0.5, 1.0).iterator();
        final Trace trace =
                read(TYPES, VMS, AzurePacking2020.Admission.WHOLE_LIVES).trace("a", factors::next);
        assertEquals(List.of(2.0, 7.5, 3.5), List.of(
                trace.predictedDepartureDays(0), trace.predictedDepartureDays(1), trace.predictedDepartureDays(2)));
    }

    @Test
    void allIncludesWhatRanBeforeAndWhatRunsOn() throws IOException {
        final AzurePacking2020 vms = read(TYPES, VMS, AzurePacking2020.Admission.ALL);
        assertEquals(List.of(4, 1, 5, 6, 7, 3), List.of(
                vms.vmId(0), vms.vmId(1), vms.vmId(2), vms.vmId(3), vms.vmId(4), vms.vmId(5)));
        final Trace trace = vms.trace("a");
        assertEquals(0, trace.arrivalDays(0));
        assertEquals(Trace.NEVER, trace.departureDays(5));
        assertEquals("", vms.endText(5));
    }

    @Test
    void whatIsNotOfTheFormatIsNamed() throws IOException {
        final AzurePacking2020.Admission all = AzurePacking2020.Admission.ALL;
        assertTrue(assertThrows(TraceFormatException.class, () -> read("a,b\n", VMS, all))
                .getMessage().contains(AzurePacking2020.TYPE_HEADER));
        assertTrue(assertThrows(TraceFormatException.class, () -> read(TYPES, VMS + "9,1,0,0,5,4\n", all))
                .getMessage().startsWith("line 9 of "));
        Files.delete(folder.resolve("vm.csv.gz"));
        assertTrue(assertThrows(TraceFormatException.class, () -> AzurePacking2020.read(
                        folder, new AzurePacking2020.Builder(3, all, false)))
                .getMessage().contains("vms.csv.gz"));
    }
}
