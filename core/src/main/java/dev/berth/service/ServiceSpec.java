package dev.berth.service;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The specification of a service: how many tasks it runs, what each asks, and where. It is immutable. */
public final class ServiceSpec {
    /** The prefix of the name of a service in the name of its group: {@value}. */
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
     * Returns a builder of a service that keeps a number of tasks running.
     *
     * @param name the name of the service, not empty.
     * @param desiredCount the number of tasks, 0 or more.
     * @return the builder.
     */
    public static Builder replica(final String name, final int desiredCount) {
        return new Builder(name, SchedulingStrategy.REPLICA, desiredCount);
    }

    /**
     * Returns a builder of a service that runs one task on each eligible instance.
     *
     * @param name the name of the service, not empty.
     * @return the builder.
     */
    public static Builder daemon(final String name) {
        return new Builder(name, SchedulingStrategy.DAEMON, 0);
    }

    /**
     * Returns the name of the service.
     *
     * @return the name, not empty.
     */
    public String name() {
        return name;
    }

    /**
     * Returns the name of the group of its tasks.
     *
     * @return {@value #GROUP_PREFIX} followed by the name of the service.
     */
    public String group() {
        return GROUP_PREFIX + name;
    }

    /**
     * Returns the rule for the number of tasks.
     *
     * @return REPLICA or DAEMON.
     */
    public SchedulingStrategy schedulingStrategy() {
        return schedulingStrategy;
    }

    /**
     * Returns the number of tasks that a REPLICA service keeps running.
     *
     * @return 0 or more; 0 for a DAEMON service, which takes no such number.
     */
    public int desiredCount() {
        return desiredCount;
    }

    /**
     * Returns the demand of one task.
     *
     * @return the demand of the tasks that are placed from now on.
     */
    public Demand demand() {
        return demand;
    }

    /**
     * Returns the chain that ranks instances.
     *
     * @return the chain as given, {@link Chain#serviceDefault()} if none was given; without strategies for DAEMON and
     *     Fargate.
     */
    public Chain chain() {
        return chain;
    }

    /**
     * Returns the constraints on an instance.
     *
     * @return 0..10 constraints, unmodifiable.
     */
    public List<Constraint> constraints() {
        return constraints;
    }

    /**
     * Answers whether tasks move between availability zones to balance them.
     *
     * @return the value as given, false by default. It has no effect for DAEMON, for Fargate, for a chain that does not
     *     spread over zones first, and with constraints that name the zone.
     */
    public boolean azRebalancing() {
        return azRebalancing;
    }

    /**
     * Answers whether the service runs on Fargate, so that its tasks need no instance.
     *
     * @return true for launch type FARGATE and for Fargate's capacity providers.
     */
    public boolean isFargate() {
        return !fargate.isEmpty();
    }

    /**
     * Returns the zones of the subnets of tasks on Fargate.
     *
     * @return the zones in the order given, unmodifiable; empty for a service on instances.
     */
    public List<String> fargate() {
        return fargate;
    }

    /**
     * Returns the capacity providers among which the tasks are divided.
     *
     * @return the providers as given; null = none, so that the launch type decides.
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

    /** A builder of a {@link ServiceSpec}. */
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
         * Sets the demand of one task, which is required.
         *
         * @param value the demand.
         * @return this.
         */
        public Builder demand(final Demand value) {
            demand = Objects.requireNonNull(value, "demand is null");
            return this;
        }

        /**
         * Sets the chain that ranks instances; without a chain, or for an empty one, it is
         * {@link Chain#serviceDefault()}.
         *
         * @param value the strategies, which must be none for DAEMON and Fargate.
         * @return this.
         */
        public Builder chain(final Chain value) {
            chain = Objects.requireNonNull(value, "chain is null");
            return this;
        }

        /**
         * Adds a constraint.
         *
         * @param value the condition on an instance.
         * @return this.
         */
        public Builder constraint(final Constraint value) {
            constraints.add(Objects.requireNonNull(value, "constraint is null"));
            return this;
        }

        /**
         * Adds constraints.
         *
         * @param values the conditions on an instance, all of which must hold.
         * @return this.
         */
        public Builder constraints(final List<Constraint> values) {
            values.forEach(this::constraint);
            return this;
        }

        /**
         * Sets whether tasks move between availability zones to balance them; the default is false.
         *
         * @param value true for the value ENABLED of Amazon ECS.
         * @return this.
         */
        public Builder azRebalancing(final boolean value) {
            azRebalancing = value;
            return this;
        }

        /**
         * Sets the capacity providers among which the tasks are divided; the default is none, so that the launch type
         * decides. Running tasks stay where they are and count for the provider of their instance.
         *
         * @param value the providers, for Fargate together with its {@linkplain #fargate zones}; null = none.
         * @return this.
         */
        public Builder capacityProviders(final @Nullable CapacityProviders value) {
            capacityProviders = value;
            return this;
        }

        /**
         * Sets the service to run on Fargate, by launch type or by Fargate's capacity providers; the default is to run
         * on instances.
         *
         * @param zones the zones of the subnets, at least one; among zones with equally few tasks the first is taken.
         * @return this.
         */
        public Builder fargate(final List<String> zones) {
            fargate = List.copyOf(zones);
            return this;
        }

        /**
         * Returns the specification of the service.
         *
         * @return a specification of the values set so far.
         * @throws IllegalArgumentException if the name is empty, the desired count is negative, the demand is missing,
         *     there are more than ten constraints, or DAEMON or Fargate is given what it does not take.
         */
        public ServiceSpec build() {
            check(name != null && !name.isEmpty(), "name", name == null ? "null" : "empty", "must be text");
            check(desiredCount >= 0, "desiredCount", desiredCount, "must be 0..2147483647");
            final Demand asked = demand;
            if (asked == null) {
                throw new IllegalArgumentException("demand is not given, must be set to what one task asks");
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
