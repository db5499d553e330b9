package dev.berth.bench.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The units of the columns of a table, and the factor to seconds, to CPU units or to MiB. */
enum Unit {
    /** Seconds. */
    S(Kind.TIME, "s", 1, 1, "sec", "secs", "second", "seconds"),
    /** Milliseconds. */
    MS(Kind.TIME, "ms", 1, 1000, "millis", "millisecond", "milliseconds"),
    /** Microseconds. */
    US(Kind.TIME, "us", 1, 1_000_000, "micros", "microseconds"),
    /** Minutes. */
    MIN(Kind.TIME, "min", 60, 1, "mins", "minute", "minutes"),
    /** Hours. */
    H(Kind.TIME, "h", 3600, 1, "hour", "hours", "hrs"),
    /** Days. */
    DAYS(Kind.TIME, "days", 86_400, 1, "day", "d"),
    /** Dates with times as ISO 8601 writes them. */
    ISO8601(Kind.TIME, "iso8601", 1, 1, "iso"),

    /** Virtual CPUs, or cores. */
    VCPU(Kind.CPU, "vcpu", 1024, 1, "vcpus", "cpu", "cpus", "core", "cores"),
    /** Thousandths of a virtual CPU. */
    MILLI(Kind.CPU, "milli", 1024, 1000, "millis", "millicpu", "millicores", "m"),
    /** CPU units, of which 1024 are a virtual CPU. */
    UNITS(Kind.CPU, "units", 1, 1, "unit"),

    /** Bytes. */
    BYTES(Kind.MEMORY, "bytes", 1, 1 << 20, "b", "byte"),
    /** KiB. */
    KIB(Kind.MEMORY, "kib", 1, 1024, "kb", "k"),
    /** MiB. */
    MIB(Kind.MEMORY, "mib", 1, 1, "mb", "m"),
    /** GiB. */
    GIB(Kind.MEMORY, "gib", 1024, 1, "gb", "g"),
    /** TiB. */
    TIB(Kind.MEMORY, "tib", 1 << 20, 1, "tb");

    /** The quantity that a unit measures. */
    enum Kind {
        /** Seconds. */
        TIME,
        /** CPU units. */
        CPU,
        /** MiB. */
        MEMORY
    }

    private final Kind kind;
    private final String word;
    private final int multiplier;
    private final int divisor;
    private final List<String> words;

    Unit(final Kind kind, final String word, final int multiplier, final int divisor, final String... synonyms) {
        this.kind = kind;
        this.word = word;
        this.multiplier = multiplier;
        this.divisor = divisor;
        words = new ArrayList<>(List.of(synonyms));
        words.add(word);
    }

    /** Returns the word in options. */
    String word() {
        return word;
    }

    /** Returns an amount in seconds, CPU units or MiB. */
    double convert(final double amount) {
        return amount * multiplier / divisor;
    }

    /** Returns the words of the units of a kind, as options take them. */
    static List<String> words(final Kind kind) {
        return Arrays.stream(values()).filter(unit -> unit.kind == kind).map(Unit::word).toList();
    }

    /** Returns the unit of a word, or null if there is none. */
    static Unit of(final Kind kind, final String word) {
        return Arrays.stream(values())
                .filter(unit -> unit.kind == kind && unit.words.contains(word))
                .findFirst()
                .orElse(null);
    }
}
