package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading of published data sets, on small files made here in their formats. */
class PublishedFormatsTest {
    @TempDir
    private Path folder;

    private Path file(final String name, final String text) throws IOException {
        return TraceFiles.write(folder, name, text);
    }

    private static String message(final String argument) {
        final Exception e = assertThrows(Exception.class, () -> TraceFiles.read(argument));
        assertTrue(e instanceof TraceFormatException || e instanceof IllegalArgumentException, e.toString());
        return e.getMessage();
    }

    @Test
    void eachFormatSaysWhatItIs() {
        assertTrue(TraceFiles.formats().names().containsAll(List.of(
                "alibaba-2017-batch", "azure-packing-2020", "azure-vm-2017", "bytedance-rasa-m3", "csv",
                "huawei-topology")));
        for (final TraceFormat format : TraceFiles.formats().all()) {
            assertTrue(format.name().matches("[a-z0-9-]+"), format.name());
            assertTrue(format.description().length() > 40, format.name());
            assertTrue(format.notGoodFor().length() > 20, format.name());
            assertFalse(format.notGoodFor().startsWith("Not good for"), format.name() + " repeats the help's words");
            format.options().forEach((name, meaning) -> assertTrue(meaning.length() > 5, format.name() + " " + name));
        }
    }

    @Test
    void twoFormatsOfOneNameAreRefused() throws Exception {
        final Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(TraceFormat.class.getName()), Twin.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            final String message = assertThrows(
                    IllegalArgumentException.class, () -> TraceFormats.find(loader)).getMessage();
            assertTrue(message.contains("two formats of traces are named csv"), message);
        }
    }

    /** A format with a name that is taken. */
    public static final class Twin implements TraceFormat {
        @Override
        public String name() {
            return "csv";
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public String notGoodFor() {
            return "";
        }

        @Override
        public Trace read(final Path file, final Map<String, String> options) {
            throw new UnsupportedOperationException();
        }
    }

    // ---- alibaba-2017-batch -----------------------------------------------------------------------------------------

    private static final String JOBS =
            ",submit_time,duration,cpu,memory,job_id,task_id,instances_num,disk\n"
            + "0,539,116.5,1.0,0.25,1,1,3,0\n1,500,10,0.5,0.0000001,2,1,1,0\n";

    @Test
    void aLineOfAlibabaIsManyInstances() throws IOException {
        final Trace trace = TraceFiles.read("alibaba-2017-batch:" + file("jobs.csv.gz", JOBS) + ",machines=7");
        assertEquals(4, trace.size());
        assertEquals(Shape.of(512, 1), trace.shapes().get(trace.shape(0)));
        assertEquals(Shape.of(1024, 65_536), trace.shapes().get(trace.shape(3)));
        assertEquals(39, TraceFiles.seconds(trace.arrivalDays(1)));
        assertEquals(155.5, TraceFiles.seconds(trace.departureDays(3)));
        assertEquals(trace.group(1), trace.group(3));
        assertEquals(7, trace.fleet().orElseThrow().size());
        assertEquals(65_536, trace.fleet().orElseThrow().capacity(6, 0));
    }

    @Test
    void whatIsWrongWithAlibabaIsSaidWithItsLine() throws IOException {
        final String head = "alibaba-2017-batch:";
        assertTrue(message(head + file("a.csv", JOBS.replace("116.5", "-1"))).contains("line 2 of"));
        assertTrue(message(head + file("b.csv", JOBS.replace("0.25", "1.5")))
                .contains("memory is '1.5', must be 0..1"));
        assertTrue(message(head + file("c.csv", JOBS.replace("instances_num", "n"))).contains("must name the columns"));
        assertTrue(message(head + file("d.csv", JOBS) + ",machines=0").contains("machines is '0', must be 1.."));
    }

    // ---- huawei-topology --------------------------------------------------------------------------------------------

    @Test
    void huaweiHasServersAndNoTimes() throws IOException {
        final String vms = "flavor_vcpus,flavor_ram,numa,strategy,group,domain\n"
                + "8,16,1,fault_domain,0,1\n2,4,1,,,\n8,16,2,fault_domain,0,2\n8,16,1,affinity,0,\n4,8,1,,,\n";
        final Path file = file("VM_data_X.csv", vms);
        file("PM_res.csv", "CPU1,RAM1,CPU2,RAM2\n16,32,32,64\n4,8,0,0");
        final Trace trace = TraceFiles.read("huawei-topology:" + file);
        assertEquals(5, trace.size());
        assertEquals(Shape.of(8192, 16_384), trace.shapes().get(trace.shape(2)));
        assertEquals(trace.group(0), trace.group(2));
        assertEquals(4, trace.groups());
        assertEquals(4, TraceFiles.seconds(trace.arrivalDays(4)));
        assertEquals(Trace.NEVER, trace.departureDays(0));
        final Fleet fleet = trace.fleet().orElseThrow();
        assertEquals(2, fleet.size());
        assertEquals(48 * 1024, fleet.capacity(0, 0));
        assertEquals(96 * 1024, fleet.capacity(0, 1));
        assertTrue(trace.notes().get(0).contains("that 1 VMs are split"), trace.notes().toString());
        assertTrue(trace.notes().get(0).contains("fault domain of 3"), trace.notes().toString());
        final Path other = Files.createDirectory(folder.resolve("other"));
        final Trace alone = TraceFiles.read("huawei-topology:" + TraceFiles.write(other, "v.csv", vms));
        assertTrue(alone.fleet().isEmpty());
        assertTrue(alone.notes().get(0).contains("give servers=FILE"), alone.notes().toString());
        assertTrue(message("huawei-topology:" + TraceFiles.write(other, "w.csv", vms.replace("8,16,2", "8,16,3")))
                .contains("numa is '3', must be 1..2"));
    }

    // ---- bytedance-rasa-m3 ------------------------------------------------------------------------------------------

    private static final String M3 = """
            {"ServiceList": [
              {"Service": "s0", "RequestCPU": 0.125, "RequestMem": 0.0625, "ContainerList": ["c0", "c1"],
               "CompatibleMachines": "*"},
              {"Service": "s1", "RequestCPU": 1e-10, "RequestMem": 0.25, "ContainerList": ["c2"],
               "CompatibleMachines": ["10.0.0.2"]}],
             "MachineList": [
              {"MachineIP": "10.0.0.1", "TotalCPU": 0.5, "TotalMem": 0.25, "InitialDeployingContainers": ["c0"]},
              {"MachineIP": "10.0.0.2", "TotalCPU": 0.5, "TotalMem": 0.75, "InitialDeployingContainers": []}],
             "TrafficList": []}""";

    @Test
    void byteDanceCountsFractionsOfTheCluster() throws IOException {
        for (final String name : new String[] {"M3.json", "M3.json.gz"}) {
            final Trace trace = TraceFiles.read("bytedance-rasa-m3:" + file(name, M3));
            assertEquals(3, trace.size());
            assertEquals(Shape.of(1 << 27, 1 << 26), trace.shapes().get(trace.shape(1)));
            assertEquals(new Shape(List.of(1.0, (double) (1 << 28)), 0, 0, List.of("10.0.0.2")),
                    trace.shapes().get(trace.shape(2)));
            assertEquals(List.of(0, 0, 1), IntStream.range(0, 3).mapToObj(trace::group).toList());
            final Fleet fleet = trace.fleet().orElseThrow();
            assertEquals(2, fleet.size());
            assertEquals(1 << 29, fleet.capacity(1, 0));
            assertEquals("10.0.0.2", fleet.model(1));
        }
    }

    @Test
    void whatIsWrongWithByteDanceIsSaid() throws IOException {
        final String head = "bytedance-rasa-m3:";
        assertTrue(message(head + file("a.json", M3.substring(0, 200))).contains("is no JSON (line"));
        assertTrue(message(head + file("b.json", M3.replace("0.125", "1.25"))).contains("RequestCPU is '1.25' in"));
        assertTrue(message(head + file("c.json", M3.replace("MachineList", "Machines"))).contains("MachineList"));
        assertTrue(message(head + file("d.json", M3.replace("TotalMem", "Mem"))).contains("TotalMem is ''"));
    }

    // ---- azure-packing-2020 -----------------------------------------------------------------------------------------

    private static final String TYPES = "id,vmTypeId,machineId,core,memory,hdd,ssd,nic\n"
            + "0,0,0,0.1,0.05,,0.1,0.1\n1,0,2,0.2,0.1,,0.2,0.2\n2,1,2,0.30000000000000004,0.1,0.5,0,0\n";
    private static final String VMS = "vmId,tenantId,vmTypeId,priority,starttime,endtime\n"
            + "0,26,0,0,6.8544,8.6031\n1,18,1,0,-3,10.2145\n2,26,0,1,2.5,\n3,1,0,0,-5,-4\n";

    private static void assertMachine2(final Trace trace) {
        assertEquals(AzurePacking2020.DIMENSIONS, trace.dimensions());
        assertEquals(3, trace.size());
        assertEquals(Shape.of(0.30000000000000004, 0.1, 0.5, 0, 0), trace.shapes().get(trace.shape(0)));
        assertEquals(Shape.of(0.2, 0.1, 0, 0.2, 0.2), trace.shapes().get(trace.shape(1)));
        assertEquals(List.of(0.0, 2.5, 6.8544), IntStream.range(0, 3).mapToObj(trace::arrivalDays).toList());
        assertEquals(Trace.NEVER, trace.departureDays(1));
        assertEquals(trace.group(1), trace.group(2));
    }

    @Test
    void theAzurePackingTraceIsAFolder() throws IOException {
        file("vmType.csv", TYPES);
        file("vm.csv.gz", VMS);
        assertMachine2(TraceFiles.read("azure-packing-2020:" + folder + ",machine=2"));
        assertEquals(1, TraceFiles.read("azure-packing-2020:" + folder + ",machine=2,admit=whole-lives").size());
        assertEquals(2, TraceFiles.read("azure-packing-2020:" + folder).size());
        assertTrue(message("azure-packing-2020:" + folder + ",machine=9").contains("no VM for machine=9"));
        assertTrue(message("azure-packing-2020:" + folder + ",admit=some").contains("must be all, whole-lives"));
        file("vm.csv.gz", VMS.replace("2.5,", "2.5,2.4"));
        assertTrue(message("azure-packing-2020:" + folder).contains("line 4 of"));
    }

    @Test
    void theAzurePackingTraceIsAnSqliteFile() throws IOException, SQLException {
        final Path file = folder.resolve("packing trace.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE vmType (id INTEGER, vmTypeId INTEGER, machineId INTEGER, core REAL,"
                    + " memory REAL, hdd REAL, ssd REAL, nic REAL)");
            statement.execute("CREATE TABLE vm (vmId INTEGER, tenantId INTEGER, vmTypeId INTEGER, priority INTEGER,"
                    + " starttime REAL, endtime REAL)");
            insert(statement, "vmType", TYPES);
            insert(statement, "vm", VMS);
        }
        assertMachine2(TraceFiles.read("azure-packing-2020:" + file + ",machine=2"));
        assertTrue(message("azure-packing-2020:" + file("no.sqlite", "no database at all, but a text")).contains(
                "it must have the tables vmType"));
    }

    private static void insert(final Statement statement, final String table, final String csv) throws SQLException {
        for (final String line : csv.lines().skip(1).toList()) {
            final String cells = (line + " ").replace(",,", ",NULL,").replace(", ", ",NULL");
            statement.execute("INSERT INTO " + table + " VALUES (" + cells + ")");
        }
    }
}
