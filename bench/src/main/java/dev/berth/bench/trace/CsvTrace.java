package dev.berth.bench.trace;

import dev.berth.bench.trace.Columns.Found;
import dev.berth.bench.trace.Columns.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The format {@code csv}: a table of one's own, of which options name the columns and units. */
public final class CsvTrace implements TraceFormat {
    private static final double MOST_SECONDS = 1e11;
    private static final int MOST_GPUS = 64;
    private static final double LEAST_SHARE = 0.001;
    private static final int NANOS = 1_000_000_000;
    private static final Pattern OTHER_DATE = Pattern.compile("\\d+[/.]\\d+[/.]\\d+.*|.*\\d:\\d\\d.*");
    private static final String DATE_ADVICE = "dates must be as in 2024-01-31T10:00:00, with time=iso8601";
    private static final Set<String> NOTHING = Set.of("", "null", "none", "nan", "na", "\\n", "-");
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("arrive", "column of the arrival, by name or by number from 1");
        OPTIONS.put("depart", "column of the departure; an empty cell means never");
        OPTIONS.put("life", "column of the lifetime, instead of depart");
        OPTIONS.put("cpu", "column of the CPU");
        OPTIONS.put("memory", "column of the memory");
        OPTIONS.put("gpus", "column of the GPUs; 0.25 is a quarter of one that is shared");
        OPTIONS.put("group", "column of the group, such as a job or service; without one, equal requests are a group");
        OPTIONS.put("time", "unit of all times: " + String.join(", ", Unit.words(Unit.Kind.TIME))
                + "; default: the one at the end of the column's name, or s");
        OPTIONS.put("cpu-unit", String.join(", ", Unit.words(Unit.Kind.CPU)) + "; default: likewise, or vcpu");
        OPTIONS.put("memory-unit", String.join(", ", Unit.words(Unit.Kind.MEMORY)) + "; default: likewise, or gib");
        OPTIONS.put("separator", "comma, semicolon, tab; default: the most frequent in the first line");
        OPTIONS.put("decimal", "point or comma; default: point");
        OPTIONS.put("header", "yes or no; default: yes");
        OPTIONS.put("fleet", "table of the instances, with the columns cpu, memory and, if there are, gpus, count,"
                + " zone, type, model; units as its columns' names end, such as cpu_milli, memory_mb");
        OPTIONS.put("fleet-cpu-unit", "unit of the fleet's CPU; default: the one at the end of the name, or vcpu");
        OPTIONS.put("fleet-memory-unit", "unit of the fleet's memory; default: likewise, or gib");
    }

    /** Creates the format. */
    public CsvTrace() {}

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String description() {
        return "A table of your own, one line for each arrival, with the separator , ; or tab. Options say which column"
                + " is what; without them columns are found by usual names such as start_time, duration, vcpus,"
                + " memory_gib, job_id. Amounts are rounded up to whole CPU units (1024 are a vCPU) and MiB; kb, mb and"
                + " gb are read as KiB, MiB and GiB. Rows may be in any order. Example:"
                + " csv:jobs.csv,arrive=submitted,life=seconds,cpu=cores,memory=ram,memory-unit=mib";
    }

    @Override
    public String notGoodFor() {
        return "what its rows do not hold: without departures nothing leaves, without groups spread has no services.";
    }

    @Override
    public Map<String, String> options() {
        return OPTIONS;
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        final Options checked = new Options(options);
        if (options.containsKey("depart") && options.containsKey("life")) {
            throw new IllegalArgumentException("depart and life are both given; give one of them");
        }
        final boolean hasHeader = "yes".equals(checked.choice("header", "yes", List.of("yes", "no")));
        final boolean decimalComma = "comma".equals(checked.choice("decimal", "point", List.of("point", "comma")));
        try (Table table = Table.open(file, separator(checked), decimalComma, hasHeader)) {
            if (!options.containsKey("header")) {
                table.checkHeader();
            }
            return new Reading(table, checked).read();
        }
    }

    private static char separator(final Options options) {
        final String word = options.choice("separator", null, List.of("comma", "semicolon", "tab"));
        return word == null ? 0 : Map.of("comma", ',', "semicolon", ';', "tab", '\t').get(word);
    }

    /** The reading of one table. */
    private static final class Reading {
        private final Table table;
        private final Options options;
        private final Columns columns;
        private final Found arrive;
        private final Found depart;
        private final Found life;
        private final Found gpus;
        private final Found group;

        Reading(final Table table, final Options options) throws TraceFormatException {
            this.table = table;
            this.options = options;
            columns = Columns.ofTrace(table, options);
            arrive = columns.required(Role.ARRIVE);
            depart = options.text("life") != null ? null : columns.find(Role.DEPART);
            life = depart != null ? null : columns.find(Role.LIFE);
            columns.required(Role.CPU);
            columns.required(Role.MEMORY);
            gpus = columns.find(Role.GPUS);
            group = columns.find(Role.GROUP);
            columns.checkComplete();
            columns.noteLifeBesideDepart();
        }

        Trace read() throws IOException {
            final String name = table.file().getFileName().toString().replaceAll("\\.(csv|tsv|txt)?(\\.gz)?$", "");
            final Trace.Builder trace = gpus == null
                    ? Trace.builder(name, Trace.CPU, Trace.MEMORY)
                    : Trace.builder(name, Trace.CPU, Trace.MEMORY, Trace.GPU);
            final Rows rows = new Rows(trace);
            double last = 0;
            while (table.next()) {
                final double from = time(Role.ARRIVE, arrive);
                final double until = until(from);
                final int shape = trace.shape(shape());
                rows.add(from, until, shape, group == null ? shape : rows.group(table.text(group.column())));
                last = Math.max(last, until < Trace.NEVER ? until - from : 0);
            }
            trace.note("columns: " + columns.summary());
            columns.notes().forEach(trace::note);
            trace.note(rows.span());
            if (depart == null && life == null) {
                trace.note("no column says when a row departs, so none does; give depart=COLUMN or life=COLUMN"
                        + columns.likely(List.of(Role.DEPART, Role.LIFE)));
            }
            if (group == null) {
                trace.note("no column says which rows belong together; rows that ask for the same are a group");
            }
            if (options.text("fleet") != null) {
                final FleetOfTypes fleet =
                        FleetFile.read(Path.of(options.text("fleet")), options, "fleet-", gpus != null);
                fleet.notes().forEach(trace::note);
                trace.fleet(fleet);
            }
            return rows.build(table.file());
        }

        private Shape shape() throws TraceFormatException {
            final double cpuUnits = amount(Role.CPU);
            final double memoryMib = amount(Role.MEMORY);
            if (gpus == null) {
                return Shape.of(cpuUnits, memoryMib);
            }
            final double share = table.text(gpus.column()).isEmpty() ? 0 : table.number(gpus.column(), 0, MOST_GPUS);
            if (share > 1 && share != Math.rint(share) || share > 0 && share < LEAST_SHARE) {
                throw table.error(gpus.column(), "must be a whole number, or 0.001..1 of a GPU that is shared");
            }
            return new Shape(
                    List.of(cpuUnits, memoryMib, share),
                    (int) Math.ceil(share),
                    share == 0 ? 0 : share > 1 ? 1000 : (int) Math.round(1000 * share),
                    List.of());
        }

        private double amount(final Role role) throws TraceFormatException {
            return Math.ceil(columns.amount(role) * (1 - 1e-12));
        }

        private double until(final double from) throws TraceFormatException {
            final Found column = depart != null ? depart : life;
            if (column == null || NOTHING.contains(table.text(column.column()).toLowerCase(Locale.ROOT))) {
                return Trace.NEVER;
            }
            final double until = depart != null ? time(Role.DEPART, depart) : from + lifetime();
            if (until < from) {
                throw table.error(column.column(), depart != null
                        ? "must not be before " + table.header().get(arrive.column()) + ", which is '"
                                + table.text(arrive.column()) + "'; an empty cell means that it never departs"
                        : "must be 0 or more; an empty cell means that it never departs");
            }
            return until;
        }

        private double lifetime() throws TraceFormatException {
            final String text = table.text(life.column());
            if (text.startsWith("P") || text.startsWith("-P")) {
                try {
                    final Duration duration = Duration.parse(text);
                    return duration.getSeconds() + (double) duration.getNano() / NANOS;
                } catch (final DateTimeException e) {
                    throw table.error(life.column(), "must be a number, or a duration such as PT1H30M");
                }
            }
            if (text.indexOf(':') >= 0) {
                throw table.error(life.column(), "must be a number, or a duration such as PT1H30M");
            }
            return life.unit().convert(columns.number(Role.LIFE, -MOST_SECONDS, MOST_SECONDS));
        }

        private double time(final Role role, final Found column) throws TraceFormatException {
            final String text = table.text(column.column());
            if (column.unit() == Unit.ISO8601) {
                return instant(text, column.column());
            }
            if (text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
                throw table.error(column.column(), "must be a number; dates need the option time=iso8601");
            }
            if (OTHER_DATE.matcher(text).matches()) {
                throw table.error(column.column(), DATE_ADVICE);
            }
            final double seconds = column.unit().convert(columns.number(role, -Double.MAX_VALUE, Double.MAX_VALUE));
            if (Math.abs(seconds) > MOST_SECONDS) {
                throw table.error(column.column(), "in " + column.unit().word() + " more than 3,000 years; if the"
                        + " column has another unit, such as milliseconds since 1970, give time=ms");
            }
            return seconds;
        }

        private double instant(final String text, final int column) throws TraceFormatException {
            final String full = text.length() > 10 && text.charAt(10) == ' '
                    ? text.substring(0, 10) + "T" + text.substring(11).replace(" UTC", "Z")
                    : text;
            try {
                final Instant instant = full.length() <= 10
                        ? LocalDate.parse(full).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : full.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                                ? OffsetDateTime.parse(full).toInstant()
                                : LocalDateTime.parse(full).toInstant(ZoneOffset.UTC);
                return instant.getEpochSecond() + (double) instant.getNano() / NANOS;
            } catch (final DateTimeException e) {
                if (OTHER_DATE.matcher(text).matches() && text.indexOf('-') < 0) {
                    throw table.error(column, DATE_ADVICE);
                }
                throw table.error(column, "must be a date and time such as 2024-05-01T13:30:00Z; a number needs"
                        + " time=" + String.join("|", Unit.words(Unit.Kind.TIME).subList(0, 6)));
            }
        }
    }
}
