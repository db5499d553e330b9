package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.bench.results.StudyResults.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StudyTableTest {
    private static double median(final double... times) {
        final List<Point> points = DoubleStream.of(times)
                .mapToObj(time -> new Point(0, "t", "p", 1, "5", "ok", "", 1, 0, 1, 1, 1, Map.of(),
                        Map.of("seconds", time), Map.of()))
                .toList();
        return StudyTable.median(points, "seconds");
    }

    @Test
    void theMedianOfTimesIgnoresOneThatIsFarOff() {
        assertEquals(4, median(4, 900, 1));
        assertEquals(3, median(4, 2, 900, 1));
        assertEquals(Double.NaN, median());
        assertEquals(Double.NaN, StudyTable.median(List.of(), "other"));
    }
}
