package dev.berth.service;

import static dev.berth.service.Scene.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a service may ask. */
class ServiceSpecTest {
    private static final Demand FARGATE = Demand.builder().cpuUnits(256).memoryMib(512).build();
    private static final Chain RANDOM = Chain.parse("random");

    private static void assertRefused(final String message, final ServiceSpec.Builder spec) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, spec::build).getMessage());
    }

    @Test
    void refusals() {
        assertRefused("name is empty, must be text", ServiceSpec.replica("", 1).demand(SMALL));
        assertRefused("name is null, must be text", ServiceSpec.daemon(null).demand(SMALL));
        assertRefused(
                "desiredCount is -1, must be 0..2147483647", ServiceSpec.replica("web", -1).demand(SMALL));
        assertRefused("demand is not given, must be set to what one task asks", ServiceSpec.replica("web", 1));
        assertRefused(
                "number of constraints is 11, must be 0..10; join some with 'and'",
                ServiceSpec.daemon("log")
                        .demand(SMALL)
                        .constraints(Collections.nCopies(11, Constraint.distinctInstance())));
        assertRefused(
                "chain is random, must not be given: DAEMON ranks no instances",
                ServiceSpec.daemon("log").demand(SMALL).chain(RANDOM));
    }

    @Test
    void refusalsOfFargate() {
        assertRefused(
                "launch type is FARGATE, must be EC2 for DAEMON, which needs instances",
                ServiceSpec.daemon("log").demand(FARGATE).fargate(List.of("a")));
        final ServiceSpec.Builder ranked =
                ServiceSpec.replica("web", 1).demand(FARGATE).chain(RANDOM).fargate(List.of("a"));
        assertRefused("chain is random, must not be given: Fargate has no instances", ranked);
        for (final Constraint constraint :
                List.of(Constraint.distinctInstance(), Constraint.memberOf("runningTasksCount < 3"))) {
            assertRefused(
                    "number of constraints is 1, must be 0: Fargate has no instances",
                    ServiceSpec.replica("web", 1)
                            .demand(FARGATE)
                            .constraint(constraint)
                            .fargate(List.of("a")));
        }
        assertRefused(
                "number of zones is 0, must be 1 or more; name the zones of the subnets",
                ServiceSpec.replica("web", 1).demand(FARGATE).fargate(List.of()));
        assertRefused(
                "zone is empty, must be text",
                ServiceSpec.replica("web", 1).demand(FARGATE).fargate(List.of("a", "")));
        assertRefused(
                "cpuUnits is 128, must be 256, 512, 1024, 2048, 4096, 8192 or 16384 for Fargate",
                ServiceSpec.replica("web", 1).demand(SMALL).fargate(List.of("a")));
    }

    @Test
    void whatWasGiven() {
        final ServiceSpec spec = ServiceSpec.replica("web", 7)
                .demand(SMALL)
                .chain(RANDOM)
                .constraint(Constraint.distinctInstance())
                .azRebalancing(true)
                .build();
        assertEquals("web", spec.name());
        assertEquals("service:web", spec.group());
        assertEquals(SchedulingStrategy.REPLICA, spec.schedulingStrategy());
        assertEquals(7, spec.desiredCount());
        assertEquals(SMALL, spec.demand());
        assertEquals(RANDOM, spec.chain());
        assertEquals(List.of(Constraint.distinctInstance()), spec.constraints());
        assertTrue(spec.azRebalancing());
        assertEquals(List.of(), spec.fargate());

        assertEquals(Chain.serviceDefault(), ServiceSpec.replica("web", 7).demand(SMALL).build().chain());
        assertEquals(Chain.of(), ServiceSpec.daemon("log").demand(SMALL).build().chain());
        final ServiceSpec fargate =
                ServiceSpec.replica("web", 0).demand(FARGATE).fargate(List.of("b", "a")).build();
        assertTrue(fargate.isFargate());
        assertEquals(List.of("b", "a"), fargate.fargate());
    }
}
