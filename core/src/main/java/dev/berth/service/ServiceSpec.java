package dev.berth.service;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a service asks. Immutable. */
public final class ServiceSpec {
    /** What the group of a service's tasks is named, before the name of the service. */
    public static final String GROUP_PREFIX = "service:";

    private final String name;
    private final SchedulingStrategy schedulingStrategy;
    private final int desiredCount;
    private final Demand demand;
    private final Chain chain;
    private final List<Constraint> constraints;
    private final boolean azRebalancing;
    private final List<String> fargate;
    private final @Nullable CapacityProviders capacityProviders;

    private ServiceSpec(final Builder builder, final Demand demand) {
        name = builder.name;
        schedulingStrategy = builder.schedulingStrategy;
        desiredCount = builder.desiredCount;
        this.demand = demand;
        constraints = List.copyOf(builder.constraints);
        azRebalancing = builder.azRebalancing;
        fargate = builder.fargate == null ? List.of() : List.copyOf(builder.fargate);
        capacityProviders = builder.capacityProviders;
        chain = builder.usesDefaultChain() ? Chain.serviceDefault() : builder.chain;
    }

    /**
     * A builder of a service that keeps a number of tasks.
     *
     * @param name of the service.
     * @param desiredCount how many, 0 or more.
     * @return the builder.
     */
    public static Builder replica(final String name, final int desiredCount) {
        return new Builder(name, SchedulingStrategy.REPLICA, desiredCount);
    }

    /**
     * A builder of a service that has one task on each instance that fits.
     *
     * @param name of the service.
     * @return the builder.
     */
    public static Builder daemon(final String name) {
        return new Builder(name, SchedulingStrategy.DAEMON, 0);
    }

    /**
     * The name of the service.
     *
     * @return not empty.
     */
    public String name() {
        return name;
    }

    /**
     * The group of its tasks.
     *
     * @return {@value #GROUP_PREFIX} and the name.
     */
    public String group() {
        return GROUP_PREFIX + name;
    }

    /**
     * How many tasks it runs.
     *
     * @return REPLICA or DAEMON.
     */
    public SchedulingStrategy schedulingStrategy() {
        return schedulingStrategy;
    }

    /**
     * How many tasks a REPLICA service keeps.
     *
     * @return 0 or more; 0 for a DAEMON service, which has no such number.
     */
    public int desiredCount() {
        return desiredCount;
    }

    /**
     * What one task asks.
     *
     * @return the demand of tasks placed from now on.
     */
    public Demand demand() {
        return demand;
    }

    /**
     * How instances are ranked.
     *
     * @return as given, else {@link Chain#serviceDefault()}; without strategies for DAEMON and Fargate.
     */
    public Chain chain() {
        return chain;
    }

    /**
     * What must hold of an instance.
     *
     * @return 0..10 constraints, unmodifiable.
     */
    public List<Constraint> constraints() {
        return constraints;
    }

    /**
     * Whether tasks move between availability zones to even them out.
     *
     * @return as given, default false. For DAEMON, Fargate, a chain that does not spread over zones first, and
     *     constraints that name the zone, it has no effect.
     */
    public boolean azRebalancing() {
        return azRebalancing;
    }

    /**
     * Whether its tasks need no instance.
     *
     * @return true for launch type FARGATE and for Fargate's capacity providers.
     */
    public boolean isFargate() {
        return !fargate.isEmpty();
    }

    /**
     * The zones of the subnets of Fargate tasks.
     *
     * @return in the order given, unmodifiable; empty where tasks need instances.
     */
    public List<String> fargate() {
        return fargate;
    }

    /**
     * The capacity providers among which tasks are divided.
     *
     * @return as given; null = none, the launch type decides.
     */
    public @Nullable CapacityProviders capacityProviders() {
        return capacityProviders;
    }

    @Override
    public String toString() {
        return "ServiceSpec[name=" + name
                + ", schedulingStrategy=" + schedulingStrategy
                + ", desiredCount=" + desiredCount
                + ", demand=" + demand
                + ", chain=" + chain
                + ", constraints=" + constraints
                + ", azRebalancing=" + azRebalancing
                + ", fargate=" + fargate
                + ", capacityProviders=" + capacityProviders + "]";
    }

    /** Builds a {@link ServiceSpec}. */
    public static final class Builder {
        private final String name;
        private final SchedulingStrategy schedulingStrategy;
        private final int desiredCount;
        private final List<Constraint> constraints = new ArrayList<>();
        private @Nullable Demand demand;
        private Chain chain = Chain.of();
        private boolean azRebalancing;
        private @Nullable List<String> fargate;
        private @Nullable CapacityProviders capacityProviders;

        private Builder(final String name, final SchedulingStrategy schedulingStrategy, final int desiredCount) {
            this.name = name;
            this.schedulingStrategy = schedulingStrategy;
            this.desiredCount = desiredCount;
        }

        /**
         * What one task asks; needed.
         *
         * @param value the demand.
         * @return this.
         */
        public Builder demand(final Demand value) {
            demand = Objects.requireNonNull(value, "demand is null");
            return this;
        }

        /**
         * How instances are ranked; without strategies, or not given: {@link Chain#serviceDefault()}.
         *
         * @param value the strategies; none for DAEMON and Fargate.
         * @return this.
         */
        public Builder chain(final Chain value) {
            chain = Objects.requireNonNull(value, "chain is null");
            return this;
        }

        /**
         * Adds a constraint.
         *
         * @param value must hold of an instance.
         * @return this.
         */
        public Builder constraint(final Constraint value) {
            constraints.add(Objects.requireNonNull(value, "constraint is null"));
            return this;
        }

        /**
         * Adds constraints.
         *
         * @param values all must hold of an instance.
         * @return this.
         */
        public Builder constraints(final List<Constraint> values) {
            values.forEach(this::constraint);
            return this;
        }

        /**
         * Whether tasks move between availability zones to even them out; default false.
         *
         * @param value true for ENABLED.
         * @return this.
         */
        public Builder azRebalancing(final boolean value) {
            azRebalancing = value;
            return this;
        }

        /**
         * Divides the tasks among capacity providers; default none: the launch type decides. Tasks that run stay where
         * they are, and count for the provider of their instance.
         *
         * @param value the providers; those of Fargate need its {@linkplain #fargate zones} too; null = none.
         * @return this.
         */
        public Builder capacityProviders(final @Nullable CapacityProviders value) {
            capacityProviders = value;
            return this;
        }

        /**
         * Tasks that need no instance: launch type FARGATE, or Fargate's capacity providers; default EC2.
         *
         * @param zones of the subnets, at least one; of zones with equally few tasks the first is taken.
         * @return this.
         */
        public Builder fargate(final List<String> zones) {
            fargate = List.copyOf(zones);
            return this;
        }

        /**
         * What the service asks.
         *
         * @return with what was set so far.
         * @throws IllegalArgumentException if the name is empty, the desired count negative, no demand given, there are
         *     more than ten constraints, or DAEMON or Fargate is given what it does not take.
         */
        public ServiceSpec build() {
            check(name != null && !name.isEmpty(), "name", name == null ? "null" : "empty", "must be text");
            check(desiredCount >= 0, "desiredCount", desiredCount, "must be 0..2147483647");
            final Demand asked = demand;
            if (asked == null) {
                throw new IllegalArgumentException("demand is not given, must be; set what one task asks");
            }
            check(
                    constraints.size() <= Constraint.MAX_CONSTRAINTS,
                    "number of constraints",
                    constraints.size(),
                    "must be 0..10; join some with 'and'");
            if (schedulingStrategy == SchedulingStrategy.DAEMON) {
                check(chain.strategies().isEmpty(), "chain", chain, "must not be given: DAEMON ranks no instances");
                check(fargate == null, "launch type", "FARGATE", "must be EC2 for DAEMON, which needs instances");
            }
            if (capacityProviders != null) {
                checkProviders(capacityProviders);
            }
            if (fargate != null) {
                checkFargate(fargate, asked);
            }
            return new ServiceSpec(this, asked);
        }

        private void checkProviders(final CapacityProviders providers) {
            final List<CapacityProviders.Item> items = providers.items();
            check(
                    schedulingStrategy == SchedulingStrategy.REPLICA,
                    "number of capacity providers",
                    items.size(),
                    "must be 0 for DAEMON, which has one task on each instance");
            check(
                    fargate == null || providers.isFargate(),
                    "capacityProvider",
                    "'" + items.get(0).provider() + "'",
                    "must be FARGATE or FARGATE_SPOT where zones of Fargate are given");
            check(
                    fargate != null || !providers.isFargate(),
                    "number of zones",
                    0,
                    "must be 1 or more; name the zones of the subnets");
        }

        private void checkFargate(final List<String> zones, final Demand asked) {
            check(chain.strategies().isEmpty(), "chain", chain, "must not be given: Fargate has no instances");
            check(
                    constraints.isEmpty(),
                    "number of constraints",
                    constraints.size(),
                    "must be 0: Fargate has no instances");
            check(!zones.isEmpty(), "number of zones", 0, "must be 1 or more; name the zones of the subnets");
            check(!zones.contains(""), "zone", "empty", "must be text");
            Fargate.check(asked);
        }

        private static void check(
                final boolean holds, final String member, final Object value, final String allowed) {
            if (!holds) {
                throw new IllegalArgumentException(member + " is " + value + ", " + allowed);
            }
        }

        private boolean usesDefaultChain() {
            return schedulingStrategy == SchedulingStrategy.REPLICA
                    && fargate == null
                    && chain.strategies().isEmpty();
        }
    }
}
