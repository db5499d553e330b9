package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorpackFormatTest {
    private static final String SMALL = "2\n10 20\n\n3\n5 6 1\n7 8\n1 2 2\n";

    @TempDir
    private Path folder;

    @Test
    void aFileIsReadWithItsBinAndItems() throws IOException {
        final Trace trace = read(SMALL, Map.of());
        assertEquals(List.of("size1", "size2"), trace.dimensions());
        assertArrayEquals(new double[] {10, 20}, trace.bin().orElseThrow());
        assertEquals(List.of(List.of(5.0, 6.0), List.of(7.0, 8.0), List.of(1.0, 2.0), List.of(1.0, 2.0)), items(trace));
        assertEquals(0, trace.arrivalDays(3));
        assertEquals(Trace.NEVER, trace.departureDays(3));
        assertTrue(trace.fleet().isEmpty());
    }

    @Test
    void itemsArriveInTheOrderOfTheirNumber() throws IOException {
        final Path orders = Files.writeString(folder.resolve("orders.txt"), "2 1 0\n4 3 1 0 2\n");
        final Trace trace = read(SMALL, Map.of("order", orders.toString()));
        assertEquals(List.of(List.of(1.0, 2.0), List.of(7.0, 8.0), List.of(5.0, 6.0), List.of(1.0, 2.0)), items(trace));
        final Path others = Files.writeString(folder.resolve("others.txt"), "2 1 0\n");
        assertWrong(SMALL, Map.of("order", others.toString()), "has 4 items, and the file of orders has lines for [2]");
        for (final String bad : List.of("2 1 1", "2 0 2", "3 0 1", "2 0 1 2", "x")) {
            final Path wrong = Files.writeString(folder.resolve("wrong.txt"), "2 1 0\n" + bad + "\n");
            assertWrong(SMALL, Map.of("order", wrong.toString()), "wrong.txt line 2 is '" + bad + "', must");
        }
    }

    @Test
    void wrongFilesAreNamedWithTheirLine() {
        assertWrong("", Map.of(), "line 1 is the end, must be the number of dimensions, 1..1000");
        assertWrong("0\n", Map.of(), "line 1 is '0', must be the number of dimensions");
        assertWrong("2\n10\n", Map.of(), "line 2 is '10', must have the capacities of a bin, 2 whole numbers");
        assertWrong("2\n10 20\nx\n", Map.of(), "line 3 is 'x', must have whole numbers");
        assertWrong("2\n10 20\n2\n1 1\n", Map.of(), "line 5 is the end, must be an item, 2 sizes");
        assertWrong("2\n10 20\n1\n1 1 1 1\n", Map.of(), "line 4 is '1 1 1 1', must be an item");
        assertWrong("2\n10 20\n1\n1 21 1\n", Map.of(), "has the size 21 in dimension 2, must be at most 20");
        assertWrong("2\n10 20\n1\n-1 2 1\n", Map.of(), "must have numbers of 0 or more");
        assertWrong("2\n10 20\n1\n1 2 1\n3\n", Map.of(), "line 5 is '3', must be the end of the file, after 1 items");
    }

    private Trace read(final String text, final Map<String, String> options) throws IOException {
        return new VectorpackFormat().read(Files.writeString(folder.resolve("a.vbp"), text), options);
    }

    private void assertWrong(final String text, final Map<String, String> options, final String message) {
        final TraceFormatException e = assertThrows(TraceFormatException.class, () -> read(text, options));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static List<List<Double>> items(final Trace trace) {
        return IntStream.range(0, trace.size())
                .mapToObj(row -> trace.shapes().get(trace.shape(row)).amounts())
                .toList();
    }
}
