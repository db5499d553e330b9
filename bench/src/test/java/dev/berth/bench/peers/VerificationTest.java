package dev.berth.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Right answers pass and are judged; every kind of wrong answer that a library could give is caught. */
class VerificationTest {
    private static final int INSTANCES = 20;
    private static final int SMALL = 0;

    private final Workload workload = new Workload(BenchmarkCases.forPeers().get(0), INSTANCES, 5);
    private final int large = workload.shapeCount() - 1;
    private final int roomiest = roomiest();
    private final int tightest = tightest();

    @TempDir
    private Path folder;

    private int roomiest() {
        int best = 0;
        for (int i = 1; i < INSTANCES; i++) {
            best = workload.fleet().memoryMib()[i] > workload.fleet().memoryMib()[best] ? i : best;
        }
        return best;
    }

    private int tightest() {
        int best = 0;
        for (int i = 1; i < INSTANCES; i++) {
            best = workload.fleet().memoryMib()[i] < workload.fleet().memoryMib()[best] ? i : best;
        }
        return best;
    }

    /** Two small tasks on the roomiest instance; the others are empty. */
    private Assignment start() {
        final Assignment start = new Assignment();
        start.add(roomiest, SMALL, 0);
        start.add(roomiest, SMALL, 0);
        return start;
    }

    private Path file() {
        return folder.resolve("answers");
    }

    private Verification verification() throws IOException {
        return Verification.of(workload, Packing.MEMORY, start(), file());
    }

    private void assertViolation(final String text) throws IOException {
        final String violation = verification().violation();
        assertTrue(violation != null && violation.contains(text), violation);
    }

    @Test
    void exactAnswersAreTheBest() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, tightest).pair(1, SMALL, tightest);
        }
        final Verification verification = verification();
        assertNull(verification.violation());
        assertEquals(2, verification.verified());
        assertEquals(100, verification.bestPercent());
        assertEquals(verification.meanExactLeft(), verification.meanLeft());
        assertEquals(1, verification.inUse());
    }

    @Test
    void otherAnswersAreComparedWithTheExactOnes() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, tightest).pair(1, SMALL, roomiest);
        }
        final Verification verification = verification();
        assertNull(verification.violation());
        assertEquals(50, verification.bestPercent());
        final int[] memory = workload.fleet().memoryMib();
        final int small = workload.memoryMib()[SMALL];
        assertEquals((memory[roomiest] - memory[tightest] + small) / 2.0,
                verification.meanLeft() - verification.meanExactLeft());
        assertEquals(2, verification.inUse());
    }

    @Test
    void needlessRefusalsAreCounted() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, AnswerFile.REFUSED);
        }
        final Verification verification = verification();
        assertNull(verification.violation());
        assertEquals(1, verification.refused());
        assertEquals(1, verification.refusedThoughFits());
    }

    @Test
    void plantedOverfullInstanceIsCaught() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, large, tightest);
        }
        assertViolation("but is placed on instance " + tightest);
    }

    /** A step releases before it places, and its placements add up. */
    @Test
    void plantedOneTaskTooManyIsCaught() throws IOException {
        final Assignment full = new Assignment();
        final int fitting = Math.min(
                workload.fleet().memoryMib()[tightest] / workload.memoryMib()[SMALL],
                workload.fleet().cpuUnits()[tightest] / workload.cpuUnits()[SMALL]);
        for (int i = 0; i < fitting; i++) {
            full.add(tightest, SMALL, 0);
        }
        full.add(roomiest, SMALL, 0);
        try (Answers answers = new Answers(file())) {
            answers.ints(2, 0, fitting, SMALL, tightest, SMALL, tightest);
        }
        final Verification verification = Verification.of(workload, Packing.MEMORY, full, file());
        assertEquals(1, verification.verified());
        assertTrue(verification.violation().contains("but is placed on instance " + tightest));
    }

    @Test
    void plantedReleaseOfWhatDoesNotRunIsCaught() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, tightest).pair(0, SMALL, tightest);
        }
        assertViolation("task 0 is released, but does not run");
    }

    @Test
    void plantedReleaseOfWhatWasRefusedIsCaught() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, AnswerFile.REFUSED).pair(2, SMALL, tightest);
        }
        assertViolation("task 2 is released, but does not run");
    }

    @Test
    void plantedInstanceThatIsNotThereIsCaught() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, INSTANCES);
        }
        assertViolation("instance 20, which there is not");
    }

    @Test
    void plantedShapeThatIsNotThereIsCaught() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, workload.shapeCount(), tightest);
        }
        assertViolation("which there is not");
    }

    @Test
    void stepThatWasCutOffIsLeftOut() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, tightest).ints(1, 1);
        }
        assertEquals(1, verification().verified());
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Files.write(file(), new byte[64]);
        assertThrows(IOException.class, this::verification);
    }

    @Test
    void engineIsGivenTheSame() throws IOException {
        try (Answers answers = new Answers(file())) {
            answers.pair(0, SMALL, roomiest).pair(1, SMALL, AnswerFile.REFUSED);
        }
        assertEquals(1, EngineReplay.inUse(workload, start(), file()));
    }
}
