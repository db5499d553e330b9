package dev.berth.bench.gate;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program that counts instructions, and the reading of its output. */
final class Cachegrind {
    /** The flags of a JVM that make it as deterministic as a JVM can be. */
    static final List<String> FLAGS =
            Stream.concat(ExactTier.COMPILED.stream(), Stream.of("-XX:-UsePerfData")).toList();

    private static final Pattern REFS = Pattern.compile("I +refs: +([0-9,]+)");

    private Cachegrind() {}

    /**
     * Returns the command that runs a JVM and counts its instructions. It turns off the randomisation of addresses,
     * because tables of the JVM that are keyed by addresses would otherwise differ from run to run.
     *
     * @param searchPath the folders in which the programs are looked for.
     */
    static List<String> wrapper(final String searchPath) {
        return List.of(
                program("setarch", searchPath),
                "-R",
                program("valgrind", searchPath),
                "--tool=cachegrind",
                "--cache-sim=no",
                "--branch-sim=no",
                "--cachegrind-out-file=/dev/null",
                "--smc-check=all-non-file");
    }

    private static String program(final String name, final String searchPath) {
        return Arrays.stream(searchPath.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new NotMeasuredException(
                        name + " is not found, must be installed to count instructions"));
    }

    /** Returns the instructions of a process, read from what it wrote. */
    static long instructions(final Answers answers) {
        final Matcher matcher = REFS.matcher(answers.output());
        if (!matcher.find()) {
            throw new NotMeasuredException(answers.side() + ": cachegrind does not say 'I refs'");
        }
        return Long.parseLong(matcher.group(1).replace(",", ""));
    }
}
