package dev.berth.bench.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of a table by the part that they play: as an option names them, or by a usual name. A unit at the end of
 * a name, such as {@code memory_gib} or {@code Memory (GiB)}, is taken at its word unless an option gives another.
 */
final class Columns {
    private final Table table;
    private final Options options;
    private final List<String> found = new ArrayList<>();

    Columns(final Table table, final Options options) {
        this.table = table;
        this.options = options;
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
        /** How long it stays. */
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
        /** How many instances are alike. */
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

        /** Returns the option of the unit. */
        String unitOption() {
            return kind == Unit.Kind.TIME ? "time" : option + "-unit";
        }
    }

    /** The number of a column and its unit, which is null if it has none. */
    record Found(int column, Unit unit) {}

    /**
     * Returns a column that must be there.
     *
     * @throws TraceFormatException if there is none.
     */
    Found required(final Role role) throws TraceFormatException {
        final Found column = find(role);
        if (column == null) {
            throw new TraceFormatException("which column of " + table.file() + " is '" + role.option
                    + "'? Give " + role.option + "=COLUMN with one of " + String.join(", ", table.header())
                    + (table.header().size() > 1 ? "" : "; if cells are separated by something else, give"
                            + " separator=comma|semicolon|tab")
                    + (table.headerLooksLikeData()
                            ? "; if the first line is no header, give columns by number and header=no"
                            : ""));
        }
        return column;
    }

    /** Returns a column, or null if no option names it and the table has none of the usual names. */
    Found find(final Role role) throws TraceFormatException {
        final String given = options.text(role.option);
        final Unit asked = role.kind == null ? null : asked(role);
        final int column = given != null ? table.column(given) : usual(role);
        if (column < 0) {
            return null;
        }
        final String name = words(table.header().get(column));
        final Unit inName = role.kind == null ? null : Unit.of(role.kind, name.substring(name.lastIndexOf('_') + 1));
        final Unit taken = asked != null ? asked : inName != null ? inName : role.usualUnit;
        found.add(role.option + "=" + table.header().get(column) + (taken == null ? "" : " (" + taken.word() + ")"));
        return new Found(column, taken);
    }

    /** Returns the unit that an option gives, or null. A lifetime beside dates is in seconds. */
    private Unit asked(final Role role) {
        final String word = options.text(role.unitOption());
        if (word == null) {
            return null;
        }
        final Unit unit = Unit.of(role.kind, word.toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new IllegalArgumentException(role.unitOption() + " is '" + word + "', must be "
                    + String.join(", ", Unit.words(role.kind)));
        }
        return unit == Unit.ISO8601 && role == Role.LIFE ? null : unit;
    }

    private int usual(final Role role) {
        for (final String wanted : role.usual) {
            for (int column = 0; column < table.header().size(); column++) {
                final String name = words(table.header().get(column));
                final String bare = name.substring(0, Math.max(0, name.lastIndexOf('_')));
                final boolean hasUnit =
                        role.kind != null && Unit.of(role.kind, name.substring(name.lastIndexOf('_') + 1)) != null;
                if (name.equals(wanted) || hasUnit && bare.equals(wanted)) {
                    return column;
                }
            }
        }
        return -1;
    }

    /** Returns a name in lower case with underscores between its words. */
    private static String words(final String name) {
        return name.replaceAll("([a-z0-9]{2})([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    /** Returns what was found, as options with the units. */
    String summary() {
        return String.join(", ", found);
    }
}
