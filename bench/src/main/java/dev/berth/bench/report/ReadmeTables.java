package dev.berth.bench.report;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables in a document that stand between {@code <!-- results:begin NAME -->} and
 * {@code <!-- results:end NAME -->}. {@code NAME} is a Markdown file in a folder of {@code results/}, or the folder
 * itself, which stands for its {@code table.md}. A table that this program generates is made from the numbers and the
 * {@code environment.json} beside it; any other file is copied as it is.
 *
 * <p>{@code <!-- results:begin NAME rows=A,B -->} keeps only those rows of the table whose first cell is A or B, in the
 * order of the table.
 */
public final class ReadmeTables {
    private static final Pattern BLOCK = Pattern.compile(
            "<!-- results:begin (?<name>\\S+)(?: rows=(?<rows>\\S+))? -->\n(?<body>.*?)"
                    + "<!-- results:end (?<end>\\S+) -->",
            Pattern.DOTALL);

    private static final List<Table> TABLES = List.of(
            new Table("table.md", "results.csv", ResultTable::document),
            new Table("algorithms.md", "results.csv", AlgorithmTable::document),
            new Table("peers.md", "results.csv", PeersTable::document),
            new Table("work.md", "work.csv", WorkTable::document),
            new Table("footprint.md", "footprint.csv", FootprintTable::document));

    private final Path results;

    /**
     * A kind of generated table: the name of its file, the name of the file with its numbers, and the method that
     * generates it.
     */
    private record Table(String name, String numbers, BiFunction<List<Sample>, Environment, String> document) {}

    /**
     * Creates the tables of some results.
     *
     * @param results the folder {@code results}.
     */
    public ReadmeTables(final Path results) {
        this.results = results;
    }

    /**
     * Replaces every block of a document by the current table.
     *
     * @param document the text of the document.
     * @return the new text.
     */
    public String renew(final String document) {
        final Matcher matcher = BLOCK.matcher(document);
        final StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            final String name = matcher.group("name");
            final String rows = matcher.group("rows");
            final String block = "<!-- results:begin " + name + (rows == null ? "" : " rows=" + rows) + " -->\n"
                    + table(name, rows) + "<!-- results:end " + name + " -->";
            matcher.appendReplacement(text, Matcher.quoteReplacement(block));
        }
        return matcher.appendTail(text).toString();
    }

    /**
     * Compares a document with the results.
     *
     * @param document the text of the document.
     * @return a sentence for each block that differs or whose markers do not match; empty if all agree.
     */
    public List<String> differences(final String document) {
        final List<String> differences = new ArrayList<>();
        int blocks = 0;
        final Matcher matcher = BLOCK.matcher(document);
        while (matcher.find()) {
            blocks++;
            final String name = matcher.group("name");
            if (!name.equals(matcher.group("end"))) {
                differences.add("block " + name + " ends as " + matcher.group("end"));
            } else if (!matcher.group("body").equals(table(name, matcher.group("rows")))) {
                differences.add("block " + name + " differs from results/, run: berth readme --write");
            }
        }
        final long markers = Pattern.compile("<!-- results:(begin|end)").matcher(document).results().count();
        if (markers != 2L * blocks) {
            differences.add("markers are " + markers + ", must be two for each of " + blocks + " blocks");
        }
        return differences;
    }

    /**
     * Compares the generated tables in the results with the numbers beside them.
     *
     * @return a sentence for each table that differs; empty if all agree.
     */
    public List<String> staleTables() {
        final List<String> stale = new ArrayList<>();
        for (final Path folder : folders()) {
            for (final Table table : TABLES) {
                final Path file = folder.resolve(table.name());
                if (Files.exists(file) && !isMadeOfNumbers(file)) {
                    stale.add(folder.getFileName() + "/" + table.name() + " differs from the numbers beside it");
                }
            }
        }
        return stale;
    }

    /**
     * Answers whether a file is what its numbers generate, with a signature or, as in folders of older versions,
     * without.
     */
    private static boolean isMadeOfNumbers(final Path file) {
        final String text = read(file);
        final String made = made(file);
        final Path environment = file.resolveSibling("environment.json");
        return text.equals(made)
                || Files.exists(environment) && text.equals(Environment.read(environment).signed(made));
    }

    private List<Path> folders() {
        if (!Files.isDirectory(results)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(results)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String table(final String name, final String rows) {
        final Path file = results.resolve(name.endsWith(".md") ? name : name + "/table.md");
        final String text = rows == null ? made(file) : chosen(made(file), rows, name);
        return text.endsWith("\n") ? text : text + "\n";
    }

    private static String chosen(final String table, final String rows, final String name) {
        final Set<String> missing = new LinkedHashSet<>(List.of(rows.split(",")));
        final Set<String> wanted = Set.copyOf(missing);
        final StringBuilder text = new StringBuilder();
        int line = 0;
        for (final String row : table.lines().toList()) {
            // The first two rows are the header and the line below it.
            final boolean body = row.startsWith("|") && ++line > 2;
            final String first = body ? row.split("\\|")[1].trim() : "";
            missing.remove(first);
            if (!body || wanted.contains(first)) {
                text.append(row).append('\n');
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("results:begin " + name + " asks for the rows " + missing
                    + ", which its table does not have; correct rows= or remove it");
        }
        return text.toString();
    }

    private static String made(final Path file) {
        for (final Table table : TABLES) {
            final Path numbers = file.resolveSibling(table.numbers());
            if (file.endsWith(table.name()) && Files.exists(numbers)) {
                final Environment environment = Environment.read(file.resolveSibling("environment.json"));
                return table.document().apply(Sample.read(numbers), environment);
            }
        }
        return read(file);
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
