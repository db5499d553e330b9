package dev.berth.cluster;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.workload.Dice;
import java.time.Instant;
import java.util.List;

/** Random instances and demands in which every field is there at times, and absent at others. */
public final class Shapes {
    private static final List<String> TEXTS = List.of("a", "b", "", "zürich", "東京", "😀", "x".repeat(300));

    private Shapes() {}

    /** Returns an instance. */
    public static Instance instance(final Dice dice, final String id) {
        final int gpus = dice.below(4);
        final Instance.Builder builder = Instance.builder(id)
                .cpuUnits(dice.below(4_000))
                .memoryMib(dice.below(4_000))
                .gpus(gpus)
                .eniSlots(dice.below(10))
                .agentConnected(dice.chance(90))
                .agentVersion(dice.chance(50) ? "1." + dice.below(30) : null)
                .ec2InstanceId(dice.chance(50) ? "e-" + id : null)
                .registeredAt(dice.chance(50) ? Instant.ofEpochSecond(dice.next() >> 30, dice.below(1 << 29)) : null)
                .capacityProvider(dice.chance(50) ? "p" + dice.below(3) : null)
                .attribute(Chain.ZONE_ATTRIBUTE, dice.pick(TEXTS))
                .attribute("rack", "r" + dice.below(5));
        if (dice.chance(50)) {
            builder.attribute("größe", dice.chance(50) ? null : dice.pick(TEXTS));
        }
        if (dice.chance(30)) {
            builder.remainingCpuUnits(-dice.below(100))
                    .remainingMemoryMib(dice.below(5_000))
                    .remainingGpus(gpus - dice.below(2))
                    .remainingEniSlots(0);
        }
        if (dice.chance(50)) {
            builder.resource("disk", 490 + dice.below(20));
        }
        if (dice.chance(30)) {
            builder.resource("licences", 9).remainingResource("licences", dice.between(-4, 10));
        }
        for (int port = 0; dice.chance(50); port++) {
            builder.tcpPortInUse(8_000 + port).udpPortInUse(8_003 - port % 4);
        }
        return builder.build();
    }

    /** Returns a demand. */
    public static Demand demand(final Dice dice) {
        final Demand.Builder builder = Demand.builder()
                .cpuUnits(dice.below(4_000))
                .memoryMib(dice.below(4_000))
                .gpus(dice.below(3))
                .eniSlots(dice.below(3));
        for (int i = 0; dice.chance(60); i++) {
            builder.resource("r" + i, dice.below(100)).requiredAttribute("größe" + i).zone("東京" + i);
        }
        for (int i = 0; dice.chance(60); i++) {
            builder.hostPort(65_535 - dice.below(9)).hostUdpPort(1 + i);
        }
        return builder.build();
    }
}
