package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading of tables of one's own: columns, units, separators, and what leads on after a mistake. */
class CsvTraceTest {
    @TempDir
    private Path folder;

    private Trace read(final String text, final String options) throws IOException {
        return TraceFiles.read("csv:" + TraceFiles.write(folder, "my.csv", text) + options);
    }

    /** Asserts that reading fails with a message that has all the parts. */
    private void refused(final String text, final String options, final String... parts) {
        final Exception e = assertThrows(Exception.class, () -> read(text, options));
        assertTrue(e instanceof TraceFormatException || e instanceof IllegalArgumentException, e.toString());
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage() + " lacks " + part);
        }
    }

    @Test
    void columnsAreFoundByUsualNames() throws IOException {
        final Trace trace = read("start_time,duration_min,vCPUs,Memory (GiB),job\n100,2,0.5,1.5,a\n160,,2,8,b\n", "");
        assertEquals("my", trace.name());
        assertEquals(List.of(Trace.CPU, Trace.MEMORY), trace.dimensions());
        assertEquals(Shape.of(512, 1536), trace.shapes().get(trace.shape(0)));
        assertEquals(Shape.of(2048, 8192), trace.shapes().get(trace.shape(1)));
        assertEquals(0, trace.arrivalDays(0));
        assertEquals(60, TraceFiles.seconds(trace.arrivalDays(1)));
        assertEquals(120, TraceFiles.seconds(trace.departureDays(0)));
        assertEquals(Trace.NEVER, trace.departureDays(1));
        assertEquals(2, trace.groups());
        assertEquals(
                List.of("columns: arrive=start_time (s), life=duration_min (min), cpu=vCPUs (vcpu),"
                        + " memory=Memory (GiB) (gib), group=job", "2 arrivals in 0.00069 days, 50 % never depart"),
                trace.notes());
    }

    @Test
    void optionsNameColumnsAndUnits() throws IOException {
        final Trace trace = read(
                "a;b;c;d;e\n2024-05-01 00:00:00;2024-05-01T01:00:00+00:00;1500;1048577;0,25\n"
                        + "2024-05-01T00:30:00Z;;250;0;2\n",
                ",arrive=a,depart=2,cpu=c,memory=d,gpus=e,time=iso8601,cpu-unit=milli,memory-unit=bytes,decimal=comma");
        assertEquals(List.of(Trace.CPU, Trace.MEMORY, Trace.GPU), trace.dimensions());
        assertEquals(new Shape(List.of(1536.0, 2.0, 0.25), 1, 250, List.of()), trace.shapes().get(0));
        assertEquals(new Shape(List.of(256.0, 0.0, 2.0), 2, 1000, List.of()), trace.shapes().get(1));
        assertEquals(3600, TraceFiles.seconds(trace.departureDays(0)));
        assertEquals(1800, TraceFiles.seconds(trace.arrivalDays(1)));
    }

    @Test
    void aTableWithoutHeaderIsReadByNumbers() throws IOException {
        final Trace trace = read(
                "5\t1\t2\t3000\n6\t1\t2\t3000\n",
                ",header=no,arrive=1,cpu=2,memory=3,life=4,time=ms,memory-unit=gib");
        assertEquals(2, trace.size());
        assertEquals(0.001, TraceFiles.seconds(trace.arrivalDays(1)));
        assertEquals(3, TraceFiles.seconds(trace.departureDays(0)));
        assertEquals(1, trace.groups());
    }

    @Test
    void rowsAreSortedByArrivalAndKeepTheirOrderOtherwise() throws IOException {
        final Trace trace = read("start,end,cpu,mem_mb\n20,30,1,1\n10,40,2,2\n20,25,3,3\n10,,4,4\n", "");
        assertEquals(List.of(2048.0, 4096.0, 1024.0, 3072.0), List.of(0, 1, 2, 3).stream()
                .map(row -> trace.shapes().get(trace.shape(row)).amounts().get(0))
                .toList());
        assertEquals(10, TraceFiles.seconds(trace.arrivalDays(2)));
        assertEquals(20, TraceFiles.seconds(trace.departureDays(2)));
        assertTrue(trace.notes().stream().anyMatch(note -> note.contains("were sorted")), trace.notes().toString());
    }

    @Test
    void theFleetMayBeATableToo() throws IOException {
        final Path fleet = TraceFiles.write(
                folder, "fleet.csv", "type,cores,memory_gib,count,zone\nbig,64,256,2,b\nsmall,4,8,1,a\n");
        final Trace trace = read("start,cpu,memory\n1,1,1\n", ",fleet=" + fleet);
        refused("start,cpu,memory\n1,1,1\n", ",fleet=nowhere.csv", "cannot read nowhere.csv");
        final Fleet own = trace.fleet().orElseThrow();
        assertEquals(3, own.size());
        assertEquals(65_536, own.capacity(1, 0));
        assertEquals(8192, own.capacity(2, 1));
        assertEquals(List.of("b", "a"), own.zones());
        assertEquals("a", own.zones().get(own.zone(2)));
        assertEquals("small", own.type(2));
        assertTrue(FleetFit.warning(trace, own).isEmpty());
    }

    @Test
    void mistake1AColumnThatIsNotThere() {
        refused("started_at,end,cpu,memory\n1,2,1,1\n", ",arrive=start_at",
                "no column 'start_at'", "started_at, end, cpu, memory", "did you mean 'started_at'?");
        refused("begun,end,cpu,memory\n1,2,1,1\n", "", "which column of", "'arrive'", "arrive=COLUMN", "begun");
        refused("start,end,cpu,memory\n1,2,1,1\n", ",arive=start", "no option 'arive'", "did you mean 'arrive'?");
    }

    @Test
    void mistake2AnotherUnit() throws IOException {
        refused("start,cpu,memory\n1,1,1\n1,1,65537\n", ",memory-unit=tib",
                "line 3 of", "memory is '65537'", "memory-unit=bytes|kib|mib|gib|tib");
        refused("start,cpu,memory\n1,8000,1\n", "", "line 2 of", "cpu is '8000'", "cpu-unit=vcpu|milli|units");
        refused("start,cpu,memory\n1714521600000,1,1\n", "", "start is '1714521600000'", "give time=ms");
        refused("start,cpu,memory\n2024-05-01T00:00:00Z,1,1\n", "", "time=iso8601");
        refused("start,cpu,memory\n12345,1,1\n", ",time=iso8601", "such as 2024-05-01T13:30:00Z", "time=s|ms");
        refused("start,cpu,memory\n1,1,1\n", ",time=weeks", "time is 'weeks', must be s, ms");
        refused("start,cpu,memory\n1,1 core,1\n", "", "cpu is '1 core'", "without unit");
    }

    @Test
    void mistake4ALifeThatIsNegative() {
        refused("start,life,cpu,memory\n9,-5,1,1\n", "", "line 2 of", "life is '-5'", "must be 0 or more");
        refused("start,end,cpu,memory\n9,5,1,1\n", "", "end is '5'", "not be before start, which is '9'");
    }

    @Test
    void mistake5AnEmptyFile() {
        refused("", "", "my.csv is empty");
        refused("start,end,cpu,memory\n", "", "has no rows");
    }

    @Test
    void mistake6NoHeader() {
        refused("100,200,1,2\n150,250,1,2\n", "",
                "my.csv has only numbers; give header=no if it is data, or header=yes");
        refused("100,200,a,2\n150,250,b,2\n", "", "which columns of", "by number and header=no");
    }

    @Test
    void mistake7AnotherSeparator() throws IOException {
        assertEquals(1, read("start;end;cpu;memory\n1;2;1;1\n", "").size());
        refused("start;end;cpu;memory\n1;2;1;1\n", ",separator=comma", "start;end;cpu;memory",
                "separator=comma|semicolon|tab");
    }

    @Test
    void mistake8ADecimalComma() throws IOException {
        refused("start;end;cpu;memory\n1;2;0,5;1\n", "", "line 2 of", "cpu is '0,5'", "decimal=comma");
        refused("start,end,cpu,memory\n1,2,0,5,1\n", "", "line 2 of", "5 cells", "decimals with a point");
    }

    @Test
    void mistake9GzippedOrNotAsTheNameSays() throws IOException {
        final Path plain = folder.resolve("plain.csv.gz");
        Files.writeString(plain, "start,cpu,memory\n1,1,1\n");
        assertEquals(1, TraceFiles.read("csv:" + plain).size());
        final Path gzipped = TraceFiles.write(folder, "real.csv.gz", "start,cpu,memory\n1,1,1\n");
        final Path renamed = Files.copy(gzipped, folder.resolve("renamed.csv"));
        assertEquals(1, TraceFiles.read("csv:" + renamed).size());
        final byte[] bytes = Files.readAllBytes(gzipped);
        final Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length - 12));
        final TraceFormatException e =
                assertThrows(TraceFormatException.class, () -> TraceFiles.read("csv:" + cut));
        assertTrue(e.getMessage().contains("ends too early; copy or download it again"), e.getMessage());
        final Path zip = Files.write(
                folder.resolve("t.csv"), "PK\u0003\u0004....".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(TraceFormatException.class, () -> TraceFiles.read("csv:" + zip))
                .getMessage().contains("is a zip archive"));
    }

    @Test
    void mistake10AShapeThatNoInstanceHas() throws IOException {
        final Trace trace = read("start,cpu,memory\n1,1,1\n2,65,1\n3,65,1\n", "");
        final String warning = FleetFit.warning(trace, FleetOfTypes.mix(false, 50, 1)).orElseThrow();
        assertTrue(warning.startsWith("1 of 2 shapes (2 of 3 arrivals) fit no instance"), warning);
        assertTrue(warning.contains("such as 66560 cpu_units, 1024 memory_mib;"), warning);
        final String largest = "the largest instance has 32768 cpu_units, 131072 memory_mib (m5.8xlarge)";
        assertTrue(warning.contains(largest), warning);
    }

    @Test
    void aFileWithoutFormatLeadsOn() {
        final String message = assertThrows(
                IllegalArgumentException.class, () -> TraceArgument.parse("my.csv", TraceFiles.formats())).getMessage();
        assertTrue(message.contains("write csv:my.csv"), message);
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> TraceArgument.parse("azure-vm-2071:my.csv", TraceFiles.formats()))
                .getMessage().contains("did you mean 'azure-vm-2017'?"));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> TraceArgument.parse("csv", TraceFiles.formats())).getMessage().contains("csv:PATH"));
        assertThrows(TraceFormatException.class, () -> TraceFiles.read("csv:" + folder.resolve("nowhere.csv")));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertEquals(1, read("\uFEFFstart,cpu,memory\n1,1,1\n", "").size());
        final Path wide = Files.write(
                folder.resolve("wide.csv"), "start,cpu,memory\n1,1,1\n".getBytes(StandardCharsets.UTF_16));
        assertEquals(1, TraceFiles.read("csv:" + wide).size());
    }
}
