package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.workload.Dice;
import java.util.List;

/** Random requests about services. */
final class ServiceRequests {
    private static final int USUAL = 5;

    private final Vocabulary words;
    private final Dice dice;

    ServiceRequests(final Vocabulary words) {
        this.words = words;
        dice = words.dice;
    }

    ObjectNode tick() {
        return words.request("Tick");
    }

    ObjectNode createOrChange() {
        final int there = words.state.services.size();
        if (there == 0 || dice.chance(there < USUAL ? 40 : 10)) {
            return create();
        }
        return dice.chance(85) ? update() : delete();
    }

    private ObjectNode create() {
        final int kind = dice.below(100);
        final ObjectNode request = words.request("CreateService");
        if (kind < 65) {
            addEc2(request.put("serviceName", "s" + dice.between(1, 6)));
            request.put("desiredCount", dice.between(0, 10));
            addRest(request, true);
        } else if (kind < 88) {
            addEc2(request.put("serviceName", "d" + dice.between(1, 2)));
            request.put("schedulingStrategy", "DAEMON");
            addRest(request, false);
        } else {
            request.put("serviceName", "f" + dice.between(1, 2))
                    .put("taskDefinition", "far")
                    .put("desiredCount", dice.between(0, 6));
            if (dice.chance(60)) {
                request.put("launchType", "FARGATE");
            } else {
                words.addProviders(request, dice.chance(90));
            }
            words.addSubnets(request);
        }
        return request;
    }

    private void addEc2(final ObjectNode request) {
        request.put("taskDefinition", words.definition());
        if (dice.chance(25)) {
            words.addSubnets(request);
        }
    }

    private void addRest(final ObjectNode request, final boolean isReplica) {
        if (isReplica && dice.chance(45)) {
            words.addStrategies(request, true);
        }
        if (dice.chance(isReplica ? 35 : 1)) {
            words.addProviders(request, false);
        }
        if (dice.chance(words.isCalm ? 3 : isReplica ? 20 : 40)) {
            words.addConstraints(request, 2, true);
        }
        if (dice.chance(75)) {
            request.put("availabilityZoneRebalancing", dice.chance(90) ? "ENABLED" : "DISABLED");
        }
    }

    /** A service that balances zones by itself. */
    ObjectNode balanced() {
        final ObjectNode request = words.request("UpdateService")
                .put("service", words.service())
                .put("availabilityZoneRebalancing", "ENABLED");
        request.putArray("placementStrategy");
        final ArrayNode constraints = request.putArray("placementConstraints");
        if (dice.chance(20)) {
            constraints.addObject().put("type", "memberOf").put("expression", "attribute:ecs.availability-zone exists");
        }
        return request.put("desiredCount", dice.between(3, 12));
    }

    private ObjectNode update() {
        final String name = words.service();
        final ObjectNode request = words.request("UpdateService").put("service", words.named(name));
        final Service service = words.state.service(name);
        if (dice.chance(25)) {
            request.put("taskDefinition", name.startsWith("f") ? "far" : words.definition());
        }
        if (service != null && !service.isDaemon && dice.chance(75)) {
            request.put("desiredCount", dice.between(0, 9));
        }
        if (name.startsWith("s") && dice.chance(20)) {
            words.addStrategies(request, true);
        } else if (name.startsWith("s") && dice.chance(20)) {
            request.putArray("placementStrategy");
            request.putArray("placementConstraints");
        }
        if (!name.startsWith("f") && dice.chance(12)) {
            words.addConstraints(request, 2, true);
        }
        if (dice.chance(10)) {
            words.addSubnets(request);
        }
        if (!name.startsWith("d") && dice.chance(15)) {
            words.addProviders(request, name.startsWith("f") && dice.chance(60));
        } else if (dice.chance(4)) {
            request.putArray("capacityProviderStrategy");
        }
        if (name.startsWith("f") && dice.chance(15)) {
            request.put("desiredCount", 0);
        }
        if (dice.chance(15)) {
            request.put("availabilityZoneRebalancing", dice.pick(List.of("ENABLED", "ENABLED", "DISABLED")));
        }
        return request;
    }

    private ObjectNode delete() {
        return words.request("DeleteService").put("service", words.named(words.service()));
    }
}
