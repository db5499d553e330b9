package dev.berth.bench.trace;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.berth.ecs.explain.Suggestion;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A text table that is read row by row: a header and lines with commas, semicolons or tabs, as RFC 4180 describes; it
 * may be gzipped. Each message about a cell has the file, the line and the column.
 */
final class Table implements Closeable {
    private static final int HEAD = 1 << 16;
    private static final double UNBOUNDED = 1e11;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");

    /** Kinds of files that are no text, by the hexadecimal digits of their first bytes. */
    private static final Map<String, String> OTHER_KINDS = Map.of(
            "504b0304", "a zip archive",
            "fd377a58", "an xz archive",
            "28b52ffd", "a zstd archive",
            "425a6839", "a bzip2 archive",
            "50415231", "a Parquet file",
            "53514c69", "an SQLite file");

    private final Path file;
    private final char separator;
    private final boolean decimalComma;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> rows;
    private final List<String> header;
    private boolean held;
    private CsvRecord row;

    private Table(
            final Path file,
            final char separator,
            final boolean decimalComma,
            final boolean hasHeader,
            final CsvReader<CsvRecord> reader) throws IOException {
        this.file = file;
        this.separator = separator;
        this.decimalComma = decimalComma;
        this.reader = reader;
        rows = reader.iterator();
        if (!advance()) {
            throw new TraceFormatException(
                    file + " is empty, must have a line with the names of the columns and a line for each row");
        }
        header = hasHeader
                ? row.getFields().stream().map(String::strip).toList()
                : IntStream.rangeClosed(1, row.getFieldCount()).mapToObj(Integer::toString).toList();
        held = !hasHeader;
    }

    /**
     * Opens a table that has a header.
     *
     * @param file the file; it is taken for gzipped if its first bytes say so.
     * @return the table before its first row.
     * @throws TraceFormatException if the file is empty or no text.
     * @throws IOException if the file cannot be read.
     */
    static Table open(final Path file) throws IOException {
        return open(file, '\0', false, true);
    }

    /**
     * Opens a table.
     *
     * @param file the file; it is taken for gzipped if its first bytes say so.
     * @param separator what separates cells; 0 for the most frequent of comma, semicolon and tab in the first line.
     * @param decimalComma whether a comma stands before the decimals of a number.
     * @param hasHeader whether the first line names the columns; otherwise they are named 1, 2, ...
     * @return the table before its first row.
     * @throws TraceFormatException if the file is empty or no text.
     * @throws IOException if the file cannot be read.
     */
    static Table open(final Path file, final char separator, final boolean decimalComma, final boolean hasHeader)
            throws IOException {
        final BufferedReader text = new BufferedReader(decoded(file), HEAD);
        try {
            final char between = separator == 0 ? separatorOf(text) : separator;
            return new Table(file, between, decimalComma, hasHeader, CsvReader.builder()
                    .fieldSeparator(between)
                    .skipEmptyLines(true)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(text));
        } catch (final EOFException | ZipException e) {
            text.close();
            throw cutOff(file);
        } catch (final IOException e) {
            text.close();
            throw e;
        }
    }

    /**
     * Opens a text file, gzipped or not.
     *
     * @param file the file.
     * @return its characters.
     * @throws TraceFormatException if it is no text.
     * @throws IOException if it cannot be read.
     */
    static InputStreamReader decoded(final Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new TraceFormatException(file + " is a folder, must be a file");
        }
        if (!Files.isReadable(file)) {
            throw new TraceFormatException("cannot read " + file + "; give the path of a file that exists");
        }
        final BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), HEAD);
        try {
            final byte[] magic = peek(raw);
            final boolean gzipped = magic.length > 1 && magic[0] == (byte) 0x1F && magic[1] == (byte) 0x8B;
            final InputStream bytes =
                    gzipped ? new BufferedInputStream(new GZIPInputStream(raw, HEAD), HEAD) : raw;
            final byte[] start = peek(bytes);
            final String hex = start.length < 4 ? "" : String.format("%02x%02x%02x%02x", start[0], start[1], start[2],
                    start[3]);
            if (OTHER_KINDS.containsKey(hex)) {
                throw new TraceFormatException(file + " is " + OTHER_KINDS.get(hex)
                        + ", must be a table in text, gzipped or not; unpack or export it to CSV first");
            }
            return new InputStreamReader(bytes, charset(bytes, start));
        } catch (final EOFException | ZipException e) {
            raw.close();
            throw cutOff(file);
        } catch (final IOException e) {
            raw.close();
            throw e;
        }
    }

    private static byte[] peek(final InputStream bytes) throws IOException {
        bytes.mark(4);
        final byte[] magic = bytes.readNBytes(4);
        bytes.reset();
        return magic;
    }

    /** Returns the character set that a byte order mark names, and skips the mark of UTF-8. */
    private static Charset charset(final InputStream bytes, final byte[] start) throws IOException {
        if (start.length > 2 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            bytes.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        final boolean wide = start.length > 1 && (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF
                || start[0] == (byte) 0xFF && start[1] == (byte) 0xFE);
        return wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static char separatorOf(final BufferedReader text) throws IOException {
        text.mark(HEAD);
        final char[] head = new char[HEAD / 2];
        final int length = Math.max(0, text.read(head));
        text.reset();
        final String line = new String(head, 0, length).stripLeading().lines().findFirst().orElse("");
        char best = ',';
        for (final char candidate : new char[] {';', '\t'}) {
            best = count(line, candidate) > count(line, best) ? candidate : best;
        }
        return best;
    }

    private static long count(final String line, final char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    private static TraceFormatException cutOff(final Path file) {
        return new TraceFormatException(
                file + " is a gzip file that is damaged or ends too early; copy or download it again");
    }

    // ---- rows -------------------------------------------------------------------------------------------------------

    /**
     * Goes to the next row.
     *
     * @return {@code false} if there is none.
     * @throws TraceFormatException if the row has too few or too many cells.
     */
    boolean next() throws IOException {
        if (held) {
            held = false;
            return true;
        }
        if (!advance()) {
            return false;
        }
        final int cells = row.getFieldCount();
        if (cells != header.size()) {
            throw new TraceFormatException("line " + line() + " of " + file + " has " + cells + " cells, must have "
                    + header.size() + " as the first line does, separated by " + separatorName()
                    + (cells > header.size() && separator == ','
                            ? "; write decimals with a point, and put a text that has a comma between quotes"
                            : "; complete or remove the line"));
        }
        return true;
    }

    private boolean advance() throws IOException {
        try {
            row = rows.hasNext() ? rows.next() : null;
            return row != null;
        } catch (final CsvParseException e) {
            throw new TraceFormatException(file + ": " + e.getMessage() + "; does a quote miss its other half?");
        } catch (final UncheckedIOException e) {
            if (e.getCause() instanceof EOFException || e.getCause() instanceof ZipException) {
                throw cutOff(file);
            }
            throw e.getCause();
        }
    }

    private String separatorName() {
        return separator == ',' ? "commas" : separator == ';' ? "semicolons" : separator == '\t' ? "tabs"
                : "'" + separator + "'";
    }

    Path file() {
        return file;
    }

    List<String> header() {
        return header;
    }

    long line() {
        return row.getStartingLineNumber();
    }

    // ---- columns and cells ------------------------------------------------------------------------------------------

    /**
     * Returns a column by its name, or by its number from 1.
     *
     * @throws TraceFormatException if there is none; the message suggests a similar name.
     */
    int column(final String name) throws TraceFormatException {
        final int at = header.indexOf(name);
        if (at >= 0) {
            return at;
        }
        if (name.matches("[1-9][0-9]{0,3}") && Integer.parseInt(name) <= header.size()) {
            return Integer.parseInt(name) - 1;
        }
        throw new TraceFormatException(file + " has no column '" + name + "'; its columns are "
                + String.join(", ", header) + Suggestion.phrase(name, header));
    }

    /**
     * Checks that the first line names some columns.
     *
     * @throws TraceFormatException if one of them is missing.
     */
    void requireColumns(final List<String> names) throws TraceFormatException {
        if (!header.containsAll(names)) {
            throw new TraceFormatException("the first line of " + file + " must name the columns "
                    + String.join(",", names) + ", and is " + String.join(",", header)
                    + "; 'berth trace --formats' says how the file is made, and the format csv reads other tables");
        }
    }

    /**
     * Checks that the first line holds a name.
     *
     * @throws TraceFormatException if all its cells are numbers or dates, so that it seems to be a row.
     */
    void checkHeader() throws TraceFormatException {
        final long numbers = header.stream().filter(this::isNumber).count();
        final long dates = header.stream().filter(cell -> DATE.matcher(cell).matches()).count();
        if (numbers > 0 && numbers + dates == header.stream().filter(cell -> !cell.isEmpty()).count()) {
            throw new TraceFormatException("the first line of " + file + " has only numbers"
                    + (dates == 0 ? "" : " and dates")
                    + "; give header=no if it is data, or header=yes if these are names");
        }
    }

    private boolean isNumber(final String cell) {
        return !Double.isNaN(parse(decimalComma ? cell.replace(',', '.') : cell));
    }

    /** Answers whether the first line holds numbers where names should be. */
    boolean headerLooksLikeData() {
        return header.stream().anyMatch(name -> !Double.isNaN(parse(name)));
    }

    String text(final int column) {
        return row.getField(column).strip();
    }

    /**
     * Returns the number of a cell.
     *
     * @param column the column.
     * @param min the least that is allowed.
     * @param max the most that is allowed.
     * @return a finite number.
     * @throws TraceFormatException if the cell holds something else.
     */
    double number(final int column, final double min, final double max) throws TraceFormatException {
        final String text = text(column);
        final double value = parse(decimalComma ? text.replace(',', '.') : text);
        if (!(value >= min && value <= max)) {
            throw error(column, "must be " + range(min, max, value) + advice(text, value));
        }
        return value;
    }

    /** Returns the range as a message says it; bounds that no cell comes near are left out. */
    private static String range(final double min, final double max, final double value) {
        if (max < UNBOUNDED || max < Double.MAX_VALUE && (value < min || value > max)) {
            return plain(min) + ".." + plain(max);
        }
        return min <= -UNBOUNDED ? "a number" : min == 0 ? "a number, 0 or more" : "a number, at least " + plain(min);
    }

    private static String advice(final String text, final double value) {
        if (!Double.isNaN(value)) {
            return "";
        }
        return text.matches("-?\\d+,\\d+")
                ? "; a number with a decimal comma needs the option decimal=comma"
                : text.isEmpty() ? "; fill the cell in or remove the row" : "; give a number without unit";
    }

    /** Returns the whole number of a cell. */
    long whole(final int column, final long min, final long max) throws TraceFormatException {
        final double value = number(column, min, max);
        if (value != Math.rint(value)) {
            throw error(column, "must be a whole number");
        }
        return (long) value;
    }

    /** Returns the exception for a cell; the message ends with what it must be. */
    TraceFormatException error(final int column, final String must) {
        return new TraceFormatException("line " + line() + " of " + file + ": " + header.get(column) + " is '"
                + text(column) + "', " + must);
    }

    /** Returns the number that a text stands for, and NaN if it stands for none. */
    static double parse(final String text) {
        final String number = text.strip();
        final int length = number.length();
        if (length == 0 || "+-.0123456789".indexOf(number.charAt(0)) < 0
                || "0123456789.".indexOf(number.charAt(length - 1)) < 0) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(number);
        } catch (final NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Returns a number without exponent. */
    static String plain(final double value) {
        return Math.abs(value) < Double.POSITIVE_INFINITY
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%f", value);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
