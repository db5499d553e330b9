package dev.berth.bench.trace;

import dev.berth.ecs.explain.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a table by the part that they play: as an option names them, or by a usual name. A unit at the end of
 * a name, such as {@code memory_gib} or {@code Memory (GiB)}, is taken at its word unless an option gives another.
 */
final class Columns {
    private static final double MOST_CPU_UNITS = 4096 * 1024;
    private static final double MOST_MEMORY_MIB = 64.0 * 1024 * 1024;
    private static final int SHORTEST_STEM = 3;
    private static final int SHORTEST_MISSPELT = 6;
    private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("[+-]?[0-9][0-9.,]*\\s*([A-Za-z]+)");

    /** Words that names of columns of any role have. */
    private static final Set<String> COMMON_WORDS =
            Set.of("time", "id", "num", "number", "request", "requested", "units", "count", "run", "milli");

    /** Words that name the amount, and say nothing of its unit although {@link Unit} takes them for one. */
    private static final Set<String> NO_UNITS = Set.of("cpu", "cpus");

    private final Table table;
    private final Options options;
    private final boolean isFleet;
    private final String unitPrefix;
    private final Map<Integer, Role> named = new HashMap<>();
    private final Map<Role, Found> found = new EnumMap<>(Role.class);
    private final List<Role> missing = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Columns(final Table table, final Options options, final boolean isFleet, final String unitPrefix) {
        this.table = table;
        this.options = options;
        this.isFleet = isFleet;
        this.unitPrefix = unitPrefix;
    }

    /**
     * Creates the columns of a trace, which options may name.
     *
     * @throws TraceFormatException if an option names a column that is not there, or two options name the same.
     */
    static Columns ofTrace(final Table table, final Options options) throws TraceFormatException {
        final Columns columns = new Columns(table, options, false, "");
        for (final Role role : Role.values()) {
            final String given = options.text(role.option);
            if (given != null) {
                final int column = table.column(given);
                final Role other = columns.named.put(column, role);
                if (other != null) {
                    throw new TraceFormatException(other.option + " and " + role.option + " are both column '"
                            + table.header().get(column) + "' of " + table.file() + "; give each a column of its own");
                }
            }
        }
        return columns;
    }

    /**
     * Creates the columns of a fleet, which are found by their names.
     *
     * @param unitPrefix what stands before the names of the options of the units.
     */
    static Columns ofFleet(final Table table, final Options options, final String unitPrefix) {
        return new Columns(table, options, true, unitPrefix);
    }

    /** The part that a column plays. */
    enum Role {
        /** When a row arrives. */
        ARRIVE("arrive", Unit.Kind.TIME, Unit.S, "arrive", "arrives", "arrival", "arrival_time", "start", "start_time",
                "starttime", "started", "submit", "submit_time", "submitted", "submission_time", "created",
                "creation_time", "create_time", "begin", "timestamp", "time"),
        /** When it departs. */
        DEPART("depart", Unit.Kind.TIME, Unit.S, "depart", "departs", "departure", "departure_time", "end", "end_time",
                "endtime", "ended", "stop", "stop_time", "stopped", "finish", "finish_time", "finished", "deleted",
                "deletion_time", "delete_time"),
        /** The time from arrival to departure. */
        LIFE("life", Unit.Kind.TIME, Unit.S, "life", "lifetime", "life_time", "duration", "runtime", "run_time"),
        /** CPU. */
        CPU("cpu", Unit.Kind.CPU, Unit.VCPU, "cpu", "cpus", "vcpu", "vcpus", "core", "cores", "cpu_request",
                "request_cpu", "requested_cpu", "num_cpus", "cpu_units", "cpu_milli"),
        /** Memory. */
        MEMORY("memory", Unit.Kind.MEMORY, Unit.GIB, "memory", "mem", "ram", "memory_request", "request_memory",
                "requested_memory", "request_mem"),
        /** GPUs. */
        GPUS("gpus", null, null, "gpu", "gpus", "num_gpu", "num_gpus", "gpu_count"),
        /** The group. */
        GROUP("group", null, null, "group", "group_id", "job", "job_id", "service", "service_id", "deployment",
                "deployment_id", "batch", "batch_id", "app", "application"),
        /** The number of instances that a line of a fleet stands for. */
        COUNT("count", null, null, "count", "number", "instances"),
        /** The zone of an instance. */
        ZONE("zone", null, null, "zone", "availability_zone", "az"),
        /** The type of an instance. */
        TYPE("type", null, null, "type", "instance_type", "name"),
        /** The model of the GPUs of an instance. */
        MODEL("model", null, null, "model", "gpu_model", "gpu_name");

        private final String option;
        private final Unit.Kind kind;
        private final Unit usualUnit;
        private final List<String> usual;

        Role(final String option, final Unit.Kind kind, final Unit usualUnit, final String... usual) {
            this.option = option;
            this.kind = kind;
            this.usualUnit = usualUnit;
            this.usual = List.of(usual);
        }

        private String unitOption() {
            return kind == Unit.Kind.TIME ? "time" : option + "-unit";
        }

        /** Returns the words of which the usual names are made, without those that many names share. */
        private Set<String> usualWords() {
            return usual.stream()
                    .flatMap(name -> Arrays.stream(name.split("_")))
                    .filter(word -> !COMMON_WORDS.contains(word))
                    .collect(Collectors.toSet());
        }
    }

    /** The number of a column and its unit, which is null if it has none. */
    record Found(int column, Unit unit) {}

    // ---- finding ----------------------------------------------------------------------------------------------------

    /** Returns a column that must be there; null if it is not, which {@link #checkComplete()} then reports. */
    Found required(final Role role) {
        final Found column = find(role);
        if (column == null) {
            missing.add(role);
        }
        return column;
    }

    /** Returns a column, or null if no option names it and the table has none of the usual names. */
    Found find(final Role role) {
        final Unit asked = role.kind == null ? null : asked(role);
        final int column = choose(role);
        if (column < 0) {
            return null;
        }
        final String name = table.header().get(column);
        final Unit inName = unitInName(role, name);
        if (asked != null && inName != null && asked != inName && !NO_UNITS.contains(lastWord(name))) {
            notes.add(name + " ends in " + lastWord(name) + ", but " + unitOption(role) + "=" + asked.word()
                    + " was given; " + asked.word() + " is used");
        }
        final Found result = new Found(column, asked != null ? asked : inName != null ? inName : role.usualUnit);
        found.put(role, result);
        return result;
    }

    /** Returns the column that an option names, or else the first that has a usual name; -1 if there is none. */
    private int choose(final Role role) {
        if (named.containsValue(role)) {
            return named.entrySet().stream().filter(e -> e.getValue() == role).findFirst().orElseThrow().getKey();
        }
        final List<Integer> usual = usual(role);
        if (usual.size() > 1 && !(isFleet && role.kind == null)) {
            notes.add(role.option + "=" + table.header().get(usual.get(0)) + " was taken; "
                    + usual.stream().skip(1).map(table.header()::get).collect(Collectors.joining(", "))
                    + " could be meant too; " + (isFleet
                            ? "rename or remove what is not meant"
                            : "give " + role.option + "=COLUMN if so"));
        }
        return usual.isEmpty() ? -1 : usual.get(0);
    }

    /** Adds a note if the departure was taken although the table has a lifetime too. */
    void noteLifeBesideDepart() {
        final List<Integer> lives = usual(Role.LIFE);
        if (found.containsKey(Role.DEPART) && !named.containsValue(Role.DEPART) && !lives.isEmpty()) {
            notes.add("depart=" + table.header().get(found.get(Role.DEPART).column()) + " was taken; "
                    + table.header().get(lives.get(0)) + " could be meant too; give life=COLUMN if so");
        }
    }

    /** Returns the unit that an option gives, or null. A lifetime beside dates is in seconds. */
    private Unit asked(final Role role) {
        final String word = options.text(unitOption(role));
        if (word == null) {
            return null;
        }
        final Unit unit = Unit.of(role.kind, word.toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new IllegalArgumentException(unitOption(role) + " is '" + word + "', must be "
                    + String.join(", ", Unit.words(role.kind)));
        }
        return unit == Unit.ISO8601 && role == Role.LIFE ? null : unit;
    }

    private String unitOption(final Role role) {
        return unitPrefix + role.unitOption();
    }

    /** Returns the columns with a usual name that no option gives another role, the most usual name first. */
    private List<Integer> usual(final Role role) {
        final List<Integer> columns = new ArrayList<>();
        for (final String wanted : role.usual) {
            for (int column = 0; column < table.header().size(); column++) {
                final String name = words(table.header().get(column));
                final String bare = name.substring(0, Math.max(0, name.lastIndexOf('_')));
                final boolean matches = name.equals(wanted) || unitInName(role, name) != null && bare.equals(wanted);
                if (matches && !named.containsKey(column) && !columns.contains(column)) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    /** Returns the unit at the end of a name, or null. A name of one letter is no unit. */
    private static Unit unitInName(final Role role, final String name) {
        return role.kind == null || words(name).length() == 1 ? null : Unit.of(role.kind, lastWord(name));
    }

    private static String lastWord(final String name) {
        final String words = words(name);
        return words.substring(words.lastIndexOf('_') + 1);
    }

    /** Returns a name in lower case with underscores between its words. */
    private static String words(final String name) {
        return name.replaceAll("([a-z0-9]{2})([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    // ---- what is missing --------------------------------------------------------------------------------------------

    /**
     * Checks that all required columns were found.
     *
     * @throws TraceFormatException if some are missing; the message names them all, and columns that may be meant.
     */
    void checkComplete() throws TraceFormatException {
        if (missing.isEmpty()) {
            return;
        }
        final String header = String.join(", ", table.header());
        final String separatorAdvice = table.header().size() > 1 || isFleet
                ? ""
                : "; if cells are separated by something else, give separator=comma|semicolon|tab";
        if (isFleet) {
            throw new TraceFormatException("the first line of " + table.file() + " must name the columns "
                    + join(" and ", "", "") + " of the instances, and is " + header + likely(missing)
                    + "; rename the columns");
        }
        final List<Role> asked = new ArrayList<>(missing);
        final boolean departs = departs();
        if (!departs) {
            asked.add(Role.LIFE);
        }
        throw new TraceFormatException("which column" + (missing.size() == 1 ? "" : "s") + " of " + table.file()
                + (missing.size() == 1 ? " is " : " are ") + join(" and ", "'", "'") + "? Give "
                + join(",", "", "=COLUMN") + " with " + (missing.size() == 1 ? "one" : "some") + " of " + header
                + likely(asked)
                + (departs ? "" : "; no column is depart or life either, and without one none departs")
                + separatorAdvice
                + (table.headerLooksLikeData()
                        ? "; if the first line is no header, give columns by number and header=no"
                        : ""));
    }

    private boolean departs() {
        return found.containsKey(Role.DEPART) || found.containsKey(Role.LIFE);
    }

    private String join(final String between, final String before, final String after) {
        return missing.stream().map(role -> before + role.option + after).collect(Collectors.joining(between));
    }

    /** Returns the end of a message that proposes columns for some roles; empty if no name is like what they need. */
    String likely(final List<Role> roles) {
        final String proposals = roles.stream()
                .filter(role -> !candidates(role).isEmpty())
                .map(role -> role.option + "=" + String.join(" or ", candidates(role)))
                .collect(Collectors.joining(", "));
        return proposals.isEmpty() ? "" : "; likely " + proposals;
    }

    /** Returns the names that are most like those of a role, among the columns that have no role. */
    private List<String> candidates(final Role role) {
        final List<Integer> free = IntStream.range(0, table.header().size())
                .filter(column -> !named.containsKey(column)
                        && found.values().stream().noneMatch(other -> other.column() == column))
                .boxed()
                .toList();
        final List<Integer> scores = free.stream().map(c -> likeness(role, table.header().get(c))).toList();
        final int best = scores.isEmpty() ? 0 : Collections.max(scores);
        return IntStream.range(0, best == 0 ? 0 : free.size())
                .filter(i -> scores.get(i) == best)
                .mapToObj(i -> table.header().get(free.get(i)))
                .toList();
    }

    /**
     * Returns how like a name is to those of a role: 3 with a usual word, 2 with one that begins alike, 1 with a unit
     * that fits or as a misspelling, and 0 otherwise.
     */
    private static int likeness(final Role role, final String name) {
        final Set<String> usual = role.usualWords();
        final List<String> words = List.of(words(name).split("_"));
        if (words.stream().anyMatch(usual::contains)) {
            return 3;
        }
        final boolean similar = words.stream()
                .filter(word -> word.length() >= SHORTEST_STEM)
                .anyMatch(word -> usual.stream().filter(u -> u.length() >= SHORTEST_STEM)
                        .anyMatch(u -> word.startsWith(u) || u.startsWith(word)));
        if (similar) {
            return 2;
        }
        final boolean hasUnit = role != Role.ARRIVE && role != Role.DEPART && unitInName(role, name) != null;
        final boolean isMisspelt =
                name.length() >= SHORTEST_MISSPELT && !Suggestion.phrase(words(name), role.usual).isEmpty();
        return hasUnit || isMisspelt ? 1 : 0;
    }

    // ---- cells ------------------------------------------------------------------------------------------------------

    /**
     * Returns the CPU units or MiB of a cell.
     *
     * @throws TraceFormatException if the cell holds no number, or more than any machine has.
     */
    double amount(final Role role) throws TraceFormatException {
        final Found column = found.get(role);
        final double converted = column.unit().convert(number(role, 0, Double.MAX_VALUE));
        if (converted > (role == Role.CPU ? MOST_CPU_UNITS : MOST_MEMORY_MIB)) {
            throw table.error(column.column(), "in " + column.unit().word() + " more than any machine has; if the"
                    + " column has another unit, give " + unitOption(role) + "="
                    + String.join("|", Unit.words(role.kind)));
        }
        return converted;
    }

    /**
     * Returns the number of a cell in the unit of its column.
     *
     * @throws TraceFormatException if the cell holds something else; for a number with a unit, the message names the
     *     option of the unit.
     */
    double number(final Role role, final double min, final double max) throws TraceFormatException {
        final int column = found.get(role).column();
        final Matcher matcher = NUMBER_WITH_UNIT.matcher(table.text(column));
        if (matcher.matches()) {
            final String word = matcher.group(1).toLowerCase(Locale.ROOT);
            final Unit same = Unit.of(role.kind, word);
            final Unit unit = same != null ? same : Unit.of(role.kind, word + "b");
            throw table.error(column, "must be a number" + (min == 0 ? ", 0 or more" : "")
                    + "; give a number without unit, and the unit with " + unitOption(role) + "="
                    + (unit == null ? String.join("|", Unit.words(role.kind)) : unit.word()));
        }
        return table.number(column, min, max);
    }

    // ---- notes ------------------------------------------------------------------------------------------------------

    /** Returns what was found, as options with the units. */
    String summary() {
        return found.entrySet().stream()
                .map(entry -> described(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String described(final Role role, final Found column) {
        final String name = table.header().get(column.column());
        return (isFleet && name.equals(role.option) ? name : role.option + "=" + name)
                + (column.unit() == null ? "" : " (" + column.unit().word() + ")");
    }

    /** Returns sentences on names and options that contradict each other, and on columns that could be meant too. */
    List<String> notes() {
        return notes;
    }
}
