package dev.berth.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@code config/checkstyle.xml} on how Javadoc begins catch violations that are planted. */
class JavadocSummaryTest {
    private static final Path CONFIGURATION = Path.of("..", "config", "checkstyle.xml");

    /** A source file whose wrong comments contain WRONG. Each is reported at the line where it begins. */
    private static final String PLANTED =
            """
            package planted;

            /** Counts things. WRONG */
            public class Planted {
                /** A constructor. WRONG */
                public Planted() {}

                /** Creates an object from a number. */
                Planted(final int number) {}

                /** Field that holds a number, which no rule is about. */
                private int number;

                /** The number. WRONG */
                int number() {
                    return number;
                }

                /** Returns the number again. */
                int again() {
                    return number;
                }

                /** Whether it is zero. WRONG */
                public static boolean isZero() {
                    return true;
                }

                /**
                 * Up to its end. WRONG
                 */
                @Deprecated
                java.util.List<String> rest() {
                    return null;
                }

                /**
                 * Removes what was there.
                 */
                @SuppressWarnings("unused")
                private <T> void remove() {
                    /* The comment within a method may begin as it likes. */
                }

                /** Instances in an order, plural though it is. WRONG */
                <T> T instances() {
                    return null;
                }

                /** Counts of things, which are a noun. WRONG */
                abstract int counts();

                /** Counts the things. */
                abstract int count();

                /** {@inheritDoc} */
                @Override
                public String toString() {
                    return "";
                }

                /** What is counted. WRONG */
                private interface Counted {
                    /** lower case. WRONG */
                    int lower();
                }

                /** The thing that is counted. */
                record Thing(int number) {
                    /** By hand. WRONG */
                    Thing {}
                }

                /** Builds a thing. WRONG */
                static final class Builder {}

                /** Argument checks. */
                enum Checks {}
            }
            """;

    @Test
    void reportsEachPlantedViolationAndNothingElse(@TempDir final Path folder)
            throws IOException, CheckstyleException {
        final Path file = folder.resolve("Planted.java");
        Files.writeString(file, PLANTED);
        final TreeSet<Integer> expected = new TreeSet<>();
        final List<String> lines = PLANTED.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("WRONG")) {
                expected.add(lines.get(i).contains("/**") ? i + 1 : i);
            }
        }
        assertEquals(expected, reported(file));
    }

    private static TreeSet<Integer> reported(final Path file) throws CheckstyleException {
        final Checker checker = new Checker();
        checker.setModuleClassLoader(Checker.class.getClassLoader());
        checker.configure(ConfigurationLoader.loadConfiguration(
                CONFIGURATION.toString(), new PropertiesExpander(new Properties())));
        final TreeSet<Integer> lines = new TreeSet<>();
        checker.addListener(new AuditListener() {
            @Override
            public void auditStarted(final AuditEvent event) {}

            @Override
            public void auditFinished(final AuditEvent event) {}

            @Override
            public void fileStarted(final AuditEvent event) {}

            @Override
            public void fileFinished(final AuditEvent event) {}

            @Override
            public void addError(final AuditEvent event) {
                if ("JavadocSummary".equals(event.getModuleId())) {
                    lines.add(event.getLine());
                }
            }

            @Override
            public void addException(final AuditEvent event, final Throwable thrown) {
                throw new IllegalStateException(thrown);
            }
        });
        checker.process(new ArrayList<>(List.of(file.toFile())));
        checker.destroy();
        return lines;
    }
}
