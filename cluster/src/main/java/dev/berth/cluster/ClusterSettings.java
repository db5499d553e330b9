package dev.berth.cluster;

import dev.berth.EngineConfig;

/**
 * The settings of a cluster. They are sent to it once, by {@link PlacementClient#configure}, and are in its log from
 * then on; nodes have none of their own.
 */
public final class ClusterSettings {
    private final EngineConfig engine;
    private final long tickMillis;
    private final int maxClients;
    private final int maxReplies;
    private final int maxEvents;

    private ClusterSettings(final Builder builder) {
        engine = builder.engine;
        tickMillis = builder.tickMillis;
        maxClients = builder.maxClients;
        maxReplies = builder.maxReplies;
        maxEvents = builder.maxEvents;
    }

    /**
     * Begins settings.
     *
     * @param engine the limits and the seed of the engine.
     * @return a builder with the default of every other setting.
     */
    public static Builder builder(final EngineConfig engine) {
        return new Builder(engine);
    }

    /**
     * Returns the limits and the seed of the engine.
     *
     * @return the configuration.
     */
    public EngineConfig engine() {
        return engine;
    }

    /**
     * Returns the time between two ticks of the services.
     *
     * @return milliseconds; 0 = no timer.
     */
    public long tickMillis() {
        return tickMillis;
    }

    /**
     * Returns how many clients the cluster remembers.
     *
     * @return the number, at least 1.
     */
    public int maxClients() {
        return maxClients;
    }

    /**
     * Returns how many replies are kept for a client, and so how many of its requests can be in flight.
     *
     * @return the number, at least 1.
     */
    public int maxReplies() {
        return maxReplies;
    }

    /**
     * Returns how many events are kept for subscribers that come back.
     *
     * @return the number, at least 1.
     */
    public int maxEvents() {
        return maxEvents;
    }

    /** A builder of settings. */
    public static final class Builder {
        private final EngineConfig engine;
        private long tickMillis = 1_000;
        private int maxClients = 256;
        private int maxReplies = 1_024;
        private int maxEvents = 4_096;

        private Builder(final EngineConfig engine) {
            this.engine = engine;
        }

        /**
         * Sets the time between two ticks of the services.
         *
         * @param value milliseconds, 0..86400000; 0 = no timer: a client sends ticks.
         * @return this.
         */
        public Builder tickMillis(final long value) {
            tickMillis = inRange("tickMillis", value, 0, 86_400_000);
            return this;
        }

        /**
         * Sets how many clients the cluster remembers. One more takes the place of the one that has been silent
         * longest, whose later requests are refused.
         *
         * @param value 1..65536.
         * @return this.
         */
        public Builder maxClients(final int value) {
            maxClients = (int) inRange("maxClients", value, 1, 65_536);
            return this;
        }

        /**
         * Sets how many replies are kept for a client until it has acknowledged them.
         *
         * @param value 1..65536.
         * @return this.
         */
        public Builder maxReplies(final int value) {
            maxReplies = (int) inRange("maxReplies", value, 1, 65_536);
            return this;
        }

        /**
         * Sets how many events are kept for subscribers that come back.
         *
         * @param value 1..1048576.
         * @return this.
         */
        public Builder maxEvents(final int value) {
            maxEvents = (int) inRange("maxEvents", value, 1, 1 << 20);
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return the settings.
         */
        public ClusterSettings build() {
            return new ClusterSettings(this);
        }

        private static long inRange(final String name, final long value, final long least, final long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " is " + value + ", must be " + least + ".." + most);
            }
            return value;
        }
    }
}
