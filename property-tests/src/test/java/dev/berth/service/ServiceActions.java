package dev.berth.service;

import dev.berth.Chain;
import dev.berth.oracle.ServicesLockstep;
import dev.berth.workload.Chains;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * What may happen to a cluster with services. An action on instance 7 or task 7 is on the one at 7 of those that there
 * are then, counted round; the trace of a failure says which that was.
 */
final class ServiceActions {
    private static final int ANY = 30;

    private ServiceActions() {}

    /** Histories that begin with so many instances in so many zones. */
    static Arbitrary<ActionChain<ServicesWorld>> histories(final int most, final int zones, final int steps) {
        return Arbitraries.integers().between(3, most).withDistribution(RandomDistribution.uniform())
                .flatMap(size -> ServiceShapes.instances(zones).list().ofSize(size))
                .flatMap(instances -> history(instances, zones).withMaxTransformations(steps));
    }

    private static ActionChainArbitrary<ServicesWorld> history(
            final List<ServiceShapes.Shape> instances, final int zones) {
        return ofInstances(ofServices(ActionChain.startWith(() -> new ServicesWorld(instances))), zones)
                .withAction(3, placeOther())
                .withAction(4, adopt())
                .withAction(6, on("release other", world -> world.lockstep.hasOthers(), ServicesWorld::releaseOther))
                .withAction(1, always(ServiceShapes.fargateZones(), "on Fargate", ServicesWorld::placeOnFargate));
    }

    private static ActionChainArbitrary<ServicesWorld> ofServices(final ActionChainArbitrary<ServicesWorld> history) {
        return history.withAction(10, always(ServiceShapes.specs(), "ask", (world, spec) -> world.lockstep.ask(spec)))
                .withAction(36, always(Arbitraries.just(""), "tick", (world, nothing) -> world.lockstep.tick()))
                .withAction(1, on("delete service", ServicesWorld::hasServices, ServicesWorld::delete))
                .withAction(5, on("adopt into service", ServicesWorld::canAdopt, ServicesWorld::adopt))
                .withAction(1, on("try in vain", ServicesWorld::hasServices, ServicesWorld::tryInVain))
                .withAction(3, onTask("stop", (world, task) -> world.lockstep.stop(task)))
                .withAction(4, onTask("protect", (world, task) -> world.lockstep.protect(task, true)))
                .withAction(3, onTask("unprotect", (world, task) -> world.lockstep.protect(task, false)))
                .withAction(1, onTask("lose", ServicesWorld::lose))
                .withAction(2, always(Arbitraries.integers().between(0, 9), "restore", ServicesWorld::restore));
    }

    private static ActionChainArbitrary<ServicesWorld> ofInstances(
            final ActionChainArbitrary<ServicesWorld> history, final int zones) {
        final Arbitrary<String> zone = Arbitraries.of(ServiceShapes.ZONES.subList(0, zones));
        return history.withAction(3, onInstance("drain", (world, at) -> world.lockstep.setActive(at, false)))
                .withAction(4, onInstance("reactivate", (world, at) -> world.lockstep.setActive(at, true)))
                .withAction(4, always(zone, "drain zone", (world, name) -> world.lockstep.setActive(name, false)))
                .withAction(8, always(zone, "reactivate zone", (world, name) -> world.lockstep.setActive(name, true)))
                .withAction(2, onInstance("disconnect", (world, at) -> world.lockstep.setAgentConnected(at, false)))
                .withAction(3, onInstance("connect", (world, at) -> world.lockstep.setAgentConnected(at, true)))
                .withAction(2, onInstance("deregister", (world, at) -> world.lockstep.deregister(at)))
                .withAction(4, always(ServiceShapes.instances(zones), "register", ServicesWorld::register))
                .withAction(3, attribute(Chain.ZONE_ATTRIBUTE, ServiceShapes.zones(zones)))
                .withAction(2, attribute(Chains.RACK, ServiceShapes.racks()))
                .withAction(1, noAttribute(Chain.ZONE_ATTRIBUTE))
                .withAction(1, noAttribute(Chains.RACK));
    }

    // ---- kinds of actions ------------------------------------------------------------------------------------------

    /** What is done to a world with an argument. */
    private interface Deed<T> {
        void accept(ServicesWorld world, T argument);
    }

    private record Step(Predicate<ServicesWorld> when, Arbitrary<Transformer<ServicesWorld>> transformer)
            implements Action.Independent<ServicesWorld> {
        @Override
        public boolean precondition(final ServicesWorld world) {
            return when.test(world);
        }
    }

    private static <T> Step step(
            final Predicate<ServicesWorld> when, final Arbitrary<T> arguments, final String label, final Deed<T> deed) {
        return new Step(when, arguments.map(argument -> Transformer.mutate(
                (label + " " + describe(argument)).trim(),
                world -> world.lockstep.run(() -> deed.accept(world, argument)))));
    }

    private static Object describe(final Object argument) {
        return argument instanceof ServiceSpec ? ServicesLockstep.describe((ServiceSpec) argument) : argument;
    }

    private static <T> Step always(final Arbitrary<T> arguments, final String label, final Deed<T> deed) {
        return step(world -> true, arguments, label, deed);
    }

    private static Step on(
            final String label, final Predicate<ServicesWorld> when, final ObjIntConsumer<ServicesWorld> deed) {
        return step(when, Arbitraries.integers().between(0, ANY - 1), label, deed::accept);
    }

    private static Step onTask(final String label, final Deed<ServiceTask> deed) {
        return on(label + " task", ServicesWorld::hasTasks, (world, at) -> deed.accept(world, world.task(at)));
    }

    private static Step onInstance(final String label, final Deed<Integer> deed) {
        return on(
                label + " instance", ServicesWorld::hasInstances, (world, at) -> deed.accept(world, world.ordinal(at)));
    }

    private static Step attribute(final String name, final Arbitrary<String> values) {
        return step(
                ServicesWorld::hasInstances,
                Combinators.combine(Arbitraries.integers().between(0, ANY - 1), values).as(Tuple::of),
                "set " + name + " of instance",
                (world, change) -> world.lockstep.setAttribute(world.ordinal(change.get1()), name, change.get2()));
    }

    private static Step noAttribute(final String name) {
        return onInstance("remove " + name + " of", (world, at) -> world.lockstep.removeAttribute(at, name));
    }

    private static Step placeOther() {
        return always(
                Combinators.combine(ServiceShapes.demands(), ServiceShapes.groups()).as(Tuple::of),
                "place other",
                (world, other) -> world.lockstep.placeOther(other.get1(), other.get2()));
    }

    private static Step adopt() {
        return step(
                ServicesWorld::hasInstances,
                Combinators.combine(
                                ServiceShapes.demands(),
                                ServiceShapes.groups(),
                                Arbitraries.integers().between(0, ANY - 1))
                        .as(Tuple::of),
                "adopt other",
                (world, other) -> world.lockstep.adopt(other.get1(), other.get2(), world.ordinal(other.get3())));
    }
}
