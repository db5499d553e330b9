package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that the reader refuses, or notes, because it would otherwise read another trace than was meant. */
class CsvAdviceTest {
    private static final String JOBS = "start,end,cpu,memory\n";

    @TempDir
    private Path folder;

    private Trace read(final String text, final String options) throws IOException {
        return TraceFiles.read("csv:" + TraceFiles.write(folder, "my.csv", text) + options);
    }

    private Trace withFleet(final String fleet, final String options) throws IOException {
        return read(JOBS + "1,2,1,1\n", ",fleet=" + TraceFiles.write(folder, "fleet.csv", fleet) + options);
    }

    private String refusal(final String text, final String options) {
        return assertThrows(TraceFormatException.class, () -> read(text, options)).getMessage();
    }

    private static void has(final String message, final String... parts) {
        for (final String part : parts) {
            assertTrue(message.contains(part), message + " lacks " + part);
        }
    }

    private static void noted(final Trace trace, final String note) {
        assertTrue(trace.notes().contains(note), trace.notes() + " lacks " + note);
    }

    private static boolean hasNote(final Trace trace, final String part) {
        return trace.notes().stream().anyMatch(note -> note.contains(part));
    }

    // ---- the first line ---------------------------------------------------------------------------------------------

    @Test
    void aFirstLineOfNumbersIsRefusedUnlessTheOptionIsGiven() throws IOException {
        final String rows = "10,20,7,8\n11,21,7,8\n";
        final String byNumber = ",arrive=1,depart=2,cpu=3,memory=4";
        has(refusal(rows, byNumber), "the first line of ",
                "my.csv has only numbers; give header=no if it is data, or header=yes if these are names");
        assertEquals(2, read(rows, byNumber + ",header=no").size());
        assertEquals(1, read(rows, byNumber + ",header=yes").size());
        has(refusal("0;1,5;2\n", ",arrive=1,cpu=2,memory=3,decimal=comma"), "has only numbers;");
        has(refusal("2024-05-01T00:00:00Z,1,2\n", ",arrive=1,cpu=2,memory=3,time=iso8601"),
                "has only numbers and dates;");
        assertEquals(1, read("start,7,8\n5,1,1\n", ",cpu=2,memory=3").size());
    }

    @Test
    void aColumnHasOneRole() throws IOException {
        has(refusal(JOBS + "1,2,1,1\n", ",arrive=cpu,cpu=cpu"), "arrive and cpu are both column 'cpu'",
                "give each a column of its own");
        has(refusal(JOBS + "1,2,1,1\n", ",arrive=1,cpu=start"), "arrive and cpu are both column 'start'");
        final Trace trace = read("time,job,cpu,memory\n5,9,1,1\n", ",arrive=job,life=time");
        has(trace.notes().get(0), "arrive=job (s), life=time (s)");
        assertFalse(trace.notes().get(0).contains("group="), trace.notes().toString());
        has(refusal("time,cpu,memory\n5,1,1\n", ",life=time"), "'arrive'");
    }

    @Test
    void allMissingColumnsAreNamedAtOnceWithLikelyOnes() throws IOException {
        has(refusal("created_at,wall_minutes,cpu_limit,memry,user\n1,2,1,1,x\n", ""),
                "which columns of ", "are 'arrive' and 'cpu' and 'memory'?",
                "arrive=COLUMN,cpu=COLUMN,memory=COLUMN with some of created_at, wall_minutes, cpu_limit, memry, user",
                "likely arrive=created_at, cpu=cpu_limit, memory=memry, life=wall_minutes");
        has(refusal("state,user,cpu,memory\n1,2,1,1\n", ""), "which column of ", "is 'arrive'? Give arrive=COLUMN");
        assertFalse(refusal("state,user,cpu,memory\n1,2,1,1\n", "").contains("likely"));
        assertTrue(hasNote(read("start,wall_minutes,cpu,memory\n1,2,1,1\n", ""),
                "give depart=COLUMN or life=COLUMN; likely life=wall_minutes"));
    }

    @Test
    void severalColumnsThatCouldBeMeantAreNoted() throws IOException {
        final Trace trace = read("start,end,duration,vcpus,cpu,memory\n1,2,1,4,1,1\n", "");
        assertEquals(1024, trace.shapes().get(0).amounts().get(0));
        noted(trace, "cpu=cpu was taken; vcpus could be meant too; give cpu=COLUMN if so");
        noted(trace, "depart=end was taken; duration could be meant too; give life=COLUMN if so");
        final Trace chosen = read(
                "start,end,duration,vcpus,cpu,memory\n1,2,1,4,1,1\n", ",cpu=vcpus,depart=end");
        assertEquals(4096, chosen.shapes().get(0).amounts().get(0));
        assertFalse(hasNote(chosen, "could be meant"), chosen.notes().toString());
    }

    // ---- units ------------------------------------------------------------------------------------------------------

    @Test
    void aUnitThatContradictsTheNameIsNoted() throws IOException {
        final Trace trace = read("start_time_ms,duration_s,cpu,memory_mb\n0,1,1,1\n9,1,1,1\n",
                ",time=s,cpu-unit=milli,memory-unit=gib");
        assertEquals(9, TraceFiles.seconds(trace.arrivalDays(1)));
        noted(trace, "start_time_ms ends in ms, but time=s was given; s is used");
        noted(trace, "memory_mb ends in mb, but memory-unit=gib was given; gib is used");
        assertFalse(hasNote(trace, "duration_s ends in") || hasNote(trace, "cpu ends in"), trace.notes().toString());
    }

    @Test
    void theSpanIsNoted() throws IOException {
        final StringBuilder rows = new StringBuilder(JOBS);
        for (int row = 0; row < 2_000; row++) {
            rows.append(20 * row).append(',').append(row % 20 == 0 ? "" : "90000").append(",1,1\n");
        }
        noted(read(rows.toString(), ""), "2,000 arrivals in 0.46 days, 5 % never depart");
        noted(read(JOBS + "0,864000,1,1\n864000,864001,1,1\n", ""), "2 arrivals in 10 days, all depart");
        noted(read(JOBS + "5,,1,1\n", ""), "1 arrival in 0 days, none departs");
    }

    @Test
    void aFleetHasUnitsOfItsOwn() throws IOException {
        final Trace named = withFleet("cpu_milli,memory_mb,count\n16000,65536,15\n", ",cpu-unit=units");
        assertEquals(16_384, named.fleet().orElseThrow().capacity(0, 0));
        assertEquals(65_536, named.fleet().orElseThrow().capacity(14, 1));
        noted(named, "fleet: columns cpu=cpu_milli (milli), memory=memory_mb (mib), count, 15 instances,"
                + " largest 16384 cpu_units, 65536 memory_mib");
        final Trace usual = withFleet("cpu,memory\n8,64\n16,64\n", ",cpu-unit=milli,memory-unit=mib");
        noted(usual, "fleet: columns cpu (vcpu), memory (gib), 2 instances, largest 16384 cpu_units, 65536 memory_mib");
        final Trace given = withFleet("cpu,memory_gib\n16000,65536\n",
                ",fleet-cpu-unit=milli,fleet-memory-unit=mib");
        assertEquals(16_384, given.fleet().orElseThrow().capacity(0, 0));
        assertEquals(65_536, given.fleet().orElseThrow().capacity(0, 1));
        noted(given, "fleet: memory_gib ends in gib, but fleet-memory-unit=mib was given; mib is used");
    }

    @Test
    void whatAFleetLacksLeadsOn() {
        has(assertThrows(TraceFormatException.class, () -> withFleet("cpu_count,ramm,x\n1,1,1\n", "")).getMessage(),
                "fleet.csv must name the columns cpu and memory of the instances, and is cpu_count, ramm, x",
                "likely cpu=cpu_count, memory=ramm; rename the columns");
        has(assertThrows(TraceFormatException.class, () -> withFleet("cpu,memory\n64000,1\n", "")).getMessage(),
                "cpu is '64000', in vcpu more than any machine has", "give fleet-cpu-unit=vcpu|milli|units");
        has(assertThrows(IllegalArgumentException.class,
                () -> withFleet("cpu,memory\n1,1\n", ",fleet-cpu-unit=mili")).getMessage(),
                "fleet-cpu-unit is 'mili', must be vcpu, milli, units");
    }

    // ---- cells ------------------------------------------------------------------------------------------------------

    @Test
    void noBoundIsNamedThatNobodyReaches() {
        for (final String row : List.of("x,2,1,1", "1,x,1,1", "1,2,x,1", "1,2,1,x", "1,2,-1,1")) {
            final String message = refusal(JOBS + row + "\n", "");
            has(message, "must be a number");
            assertFalse(message.matches(".*\\d{100}.*"), message);
        }
        has(refusal(JOBS + "1,2,-1,1\n", ""), "cpu is '-1', must be a number, 0 or more");
        has(refusal("start,life,cpu,memory\n1,x,1,1\n", ""), "life is 'x', must be a number;");
        has(refusal("start,life,cpu,memory\n1,200000000000,1,1\n", ""), "must be -100000000000..100000000000");
    }

    @Test
    void aNumberWithUnitLeadsToTheOption() {
        has(refusal(JOBS + "1,2,1,2Gi\n", ""), "memory is '2Gi', must be a number, 0 or more; give a number without"
                + " unit, and the unit with memory-unit=gib");
        has(refusal(JOBS + "1,2,1,1m\n", ""), "memory is '1m'", "memory-unit=mib");
        has(refusal(JOBS + "1,2,500m,1\n", ""), "cpu is '500m'", "without unit", "cpu-unit=milli");
        has(refusal(JOBS + "1,2,5 apples,1\n", ""), "without unit", "cpu-unit=vcpu|milli|units");
        has(refusal("start,life,cpu,memory\n1,5min,1,1\n", ""), "life is '5min'", "time=min");
    }

    @Test
    void aDateInAnotherFormLeadsToIso8601() {
        for (final String date : List.of("01/31/2024", "2024/01/31 10:00", "31.01.2024 10:00:00", "10:00:00")) {
            for (final String option : List.of("", ",time=iso8601")) {
                has(refusal(JOBS + date + ",2,1,1\n", option),
                        "start is '" + date + "', dates must be as in 2024-01-31T10:00:00, with time=iso8601");
            }
        }
        has(refusal("start,life,cpu,memory\n1,01:30:00,1,1\n", ""), "a duration such as PT1H30M");
    }

    // ---- formats ----------------------------------------------------------------------------------------------------

    @Test
    void anUnknownFormatLeadsToCsvUnlessAnotherIsSimilar() {
        for (final String format : List.of("cvs", "table", "jobs")) {
            has(assertThrows(IllegalArgumentException.class, () -> TraceFiles.read(format + ":jobs.csv")).getMessage(),
                    "format of the trace is '" + format + "'; did you mean 'csv', which reads a table of your own?"
                            + " It must be one of ");
        }
        has(assertThrows(IllegalArgumentException.class, () -> TraceFiles.read("syntetic")).getMessage(),
                "'syntetic'; did you mean 'synthetic'?");
    }
}
