package dev.berth.bench.gate;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program that counts instructions, and what it says. */
final class Cachegrind {
    /** Without address randomisation, or hash tables of the JVM that are keyed by addresses differ from run to run. */
    static final List<String> WRAPPER = List.of(
            "setarch",
            "-R",
            "valgrind",
            "--tool=cachegrind",
            "--cache-sim=no",
            "--branch-sim=no",
            "--cachegrind-out-file=/dev/null",
            "--smc-check=all-non-file");

    /** Deterministic, as far as a JVM can be. */
    static final List<String> FLAGS =
            Stream.concat(ExactTier.COMPILED.stream(), Stream.of("-XX:-UsePerfData")).toList();

    private static final List<String> PROGRAMS = List.of("valgrind", "setarch");
    private static final Pattern REFS = Pattern.compile("I +refs: +([0-9,]+)");

    private Cachegrind() {}

    /** The programs that are needed and not on a search path. */
    static List<String> missing(final String searchPath) {
        final List<String> missing = new ArrayList<>(PROGRAMS);
        for (final String folder : searchPath.split(File.pathSeparator, -1)) {
            missing.removeIf(program -> Files.isExecutable(Path.of(folder, program)));
        }
        return missing;
    }

    /** The instructions of a process, from what it wrote. */
    static long instructions(final Answers answers) {
        final Matcher matcher = REFS.matcher(answers.output());
        if (!matcher.find()) {
            throw new NotMeasuredException(answers.side() + ": cachegrind does not say 'I refs'");
        }
        return Long.parseLong(matcher.group(1).replace(",", ""));
    }
}
