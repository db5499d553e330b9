package dev.berth.bench.gate;

import dev.berth.bench.measuring.Environment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that name files for the tools of a CI, and the writing of these files. */
final class OutputOptions {
    /**
     * A file that was asked for.
     *
     * @param format the format of the file.
     * @param path the path of the file.
     */
    record Output(OutputFormat format, Path path) {
        @Override
        public String toString() {
            return "--output " + format.key() + "=" + path;
        }
    }

    @Option(
            names = "--output",
            paramLabel = "FORMAT=PATH",
            converter = Converter.class,
            description = "Write the result there too; may be given several times. FORMAT is markdown, junit, jmh, "
                    + "github-action-benchmark, bencher or otava. Missing folders of PATH are made.")
    private List<Output> outputs = new ArrayList<>();

    @Option(names = "--overwrite", description = "Replace files of --output that exist already.")
    private boolean isOverwriting;

    /** A reader of {@code FORMAT=PATH}. */
    static final class Converter implements ITypeConverter<Output> {
        /** Creates the converter for picocli. */
        Converter() {}

        @Override
        public Output convert(final String value) {
            final int equals = value.indexOf('=');
            if (equals < 0 || equals == value.length() - 1) {
                throw new TypeConversionException("'" + value + "' must be FORMAT=PATH, with one of the formats "
                        + OutputFormat.keys());
            }
            try {
                return new Output(OutputFormat.of(value.substring(0, equals)), Path.of(value.substring(equals + 1)));
            } catch (final IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /**
     * Checks, before anything is measured, that every file can be written.
     *
     * @throws IllegalArgumentException if one cannot; the message tells what to do.
     */
    void check() {
        final Set<Path> paths = new HashSet<>();
        for (final Output output : outputs) {
            final Path path = output.path().toAbsolutePath().normalize();
            if (!paths.add(path)) {
                throw new IllegalArgumentException(output + " names a file that another --output names; give each its "
                        + "own");
            }
            if (Files.isDirectory(path)) {
                throw new IllegalArgumentException(output + " names a folder; name a file in it");
            }
            if (Files.exists(path) && !isOverwriting) {
                throw new IllegalArgumentException(output + " names a file that exists; name another, or add "
                        + "--overwrite");
            }
            Path above = path.getParent();
            while (!Files.exists(above)) {
                above = above.getParent();
            }
            if (!Files.isDirectory(above)) {
                throw new IllegalArgumentException(output + ": '" + above + "' is a file, must be a folder");
            }
            if (!Files.isWritable(Files.exists(path) ? path : above)) {
                throw new IllegalArgumentException(output + ": '" + (Files.exists(path) ? path : above)
                        + "' cannot be written to; name a file in another folder");
            }
        }
    }

    /**
     * Writes the files of a run.
     *
     * @param run the run that was measured.
     * @param environment the environment of the run.
     * @return a line for each file that could not be written, with the reason; empty if all were.
     */
    List<String> write(final RunRecord run, final Environment environment) {
        final List<String> failures = new ArrayList<>();
        final Series series = new Series(run);
        for (final Output output : outputs) {
            final String content = output.format().isOfFindings()
                    ? content(output.format(), run.time(), run.findings(), environment)
                    : content(output.format(), run, series, environment);
            if (series.isEmpty() && !output.format().isOfFindings()) {
                failures.add("NOT WRITTEN " + output + ": no figure was measured");
            } else {
                write(output, content, failures);
            }
        }
        return failures;
    }

    /**
     * Writes the files that hold verdicts, for a run that could not be measured.
     *
     * @param time the time of the run, in UTC.
     * @param findings the findings that tell the reason.
     * @param environment the environment of the run.
     * @return a line for each file that could not be written, with the reason.
     */
    List<String> write(final String time, final List<Finding> findings, final Environment environment) {
        final List<String> failures = new ArrayList<>();
        for (final Output output : outputs) {
            if (output.format().isOfFindings()) {
                write(output, content(output.format(), time, findings, environment), failures);
            } else {
                failures.add("NOT WRITTEN " + output + ": no figure was measured");
            }
        }
        return failures;
    }

    private static String content(
            final OutputFormat format,
            final String time,
            final List<Finding> findings,
            final Environment environment) {
        return format == OutputFormat.MARKDOWN
                ? new GateReport(findings).markdown(environment)
                : new JunitXml(time, findings, environment).xml();
    }

    private static String content(
            final OutputFormat format, final RunRecord run, final Series series, final Environment environment) {
        return switch (format) {
            case JMH -> new JmhJson(run, series, environment).json();
            case BENCHER -> new BencherJson(run, series).json();
            case OTAVA -> series.csv();
            default -> series.benchmarkJson();
        };
    }

    private void write(final Output output, final String content, final List<String> failures) {
        final OpenOption how = isOverwriting ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW;
        try {
            Files.createDirectories(output.path().toAbsolutePath().getParent());
            Files.writeString(
                    output.path(), content, how, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (final FileAlreadyExistsException e) {
            failures.add("NOT WRITTEN " + output + ": '" + e.getFile() + "' has come to exist meanwhile");
        } catch (final IOException e) {
            failures.add("NOT WRITTEN " + output + ": " + e);
        }
    }
}
