package dev.berth.cluster.failover;

/**
 * One command of a load client, as it stands in its history.
 *
 * @param kind what is asked for.
 * @param group the group of the tasks that are placed.
 * @param demand the index of their demand in {@link #CPU_UNITS}.
 * @param count how many are placed.
 * @param target the task that is released, or the ordinal that is drained, reactivated or deregistered.
 * @param name the id of the instance that is registered, or the service.
 */
record Op(Kind kind, long group, int demand, int count, long target, String name) {
    /** The kinds of commands, each with the letter that stands for it in a history. */
    enum Kind {
        PLACE('p'),
        PLACE_MANY('m'),
        PLACE_ALL('a'),
        RELEASE('r'),
        DRAIN('D'),
        REACTIVATE('R'),
        REGISTER('I'),
        DEREGISTER('X'),
        UPDATE_SERVICE('S');

        final char letter;

        Kind(final char letter) {
            this.letter = letter;
        }

        static Kind of(final char letter) {
            for (final Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("kind is '" + letter + "', which is that of no command");
        }
    }

    /** The CPU units of each demand that load clients use. */
    static final int[] CPU_UNITS = {64, 128, 256, 512};

    /** The MiB of each demand. */
    static final int[] MEMORY_MIB = {128, 512, 256, 1024};

    /** The CPU units and the MiB of an instance that a load client registers. */
    static final int OWN_CPU_UNITS = 1000;

    static final int OWN_MEMORY_MIB = 2000;

    static Op place(final Kind kind, final long group, final int demand, final int count) {
        return new Op(kind, group, demand, count, 0, "-");
    }

    static Op on(final Kind kind, final long target) {
        return new Op(kind, 0, 0, 0, target, "-");
    }

    static Op named(final Kind kind, final String name, final int count) {
        return new Op(kind, 0, 0, count, 0, name);
    }

    boolean places() {
        return kind == Kind.PLACE || kind == Kind.PLACE_MANY || kind == Kind.PLACE_ALL;
    }

    String text() {
        return kind.letter + ":" + group + ":" + demand + ":" + count + ":" + target + ":" + name;
    }

    static Op parse(final String text) {
        final String[] part = text.split(":", 6);
        return new Op(
                Kind.of(part[0].charAt(0)),
                Long.parseLong(part[1]),
                Integer.parseInt(part[2]),
                Integer.parseInt(part[3]),
                Long.parseLong(part[4]),
                part[5]);
    }
}
