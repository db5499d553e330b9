package dev.berth.bench.trace.synthetic;

import java.util.List;

/**
 * The statistics from which a trace is drawn.
 *
 * <p>Requests come in batches, at a rate that follows the hour of the day. A batch has a size, a flavour and a
 * lifetime; most of its requests have both, the others draw their own.
 *
 * @param flavours what is asked for.
 * @param batchSizes the distribution of batch sizes, whose sizes rise; between two points all sizes are equally likely.
 * @param hours the rate of batches in each hour of the day; the scale is free.
 * @param ownFlavourPercent the percentage of the requests of a batch that draw a flavour of their own.
 * @param ownLifetimePercent the percentage of the requests of a batch that draw a lifetime of their own.
 * @param machines the types of instances.
 */
record Model(
        List<Flavour> flavours,
        List<BatchSize> batchSizes,
        List<Double> hours,
        int ownFlavourPercent,
        int ownLifetimePercent,
        List<MachineType> machines) {

    /*
     * Where the figures come from.
     *
     * Flavours, survival, batch sizes and hours were computed from the test part of the Azure 2017 VM workload: 410,276
     * VMs in 82,946 batches during 5.69 days (AzurePublicDatasetV1, CC-BY-4.0; Cortez et al., "Resource Central", SOSP
     * 2017; prepared for Bergsma et al., "Generating Complex, Realistic Cloud Workloads using Recurrent Neural
     * Networks", SOSP 2021: github.com/huaweicloud/trace_generation_rnn at fa856db0).
     *  - Flavours: the 13 most frequent of 15. The seven that are asked for by less than 0.1 % of the VMs share one
     *    survival.
     *  - Survival: the Kaplan-Meier estimate, because 5.7 % of the VMs still run at the end. A lifetime counts as the
     *    end of its interval. Among all VMs 45.2 % outlive half an hour, 25.1 % three hours and 6.6 % a day. Cortez et
     *    al. report the same: more than 90 % of the VMs live for less than a day, and few live for very long. Hadary et
     *    al., "Protean", OSDI 2020, describe many short-lived VMs beside few long-lived ones, too. The data end before
     *    the sixth day; what is alive then never departs.
     *  - Batches: what one tenant asked for in the same five minutes. Bergsma et al. draw batches, flavours and
     *    lifetimes in this order as well. In batches of two or more, 91.4 % of the VMs have the most frequent flavour
     *    of their batch, and 68.6 % its most frequent lifetime; the percentages below were chosen to come near to that.
     *  - Arrivals per five minutes have a mean of 250.5 and a variance of 106 times the mean.
     *
     * Machines: the shares are those of the Google cluster of May 2011 (Reiss et al., "Heterogeneity and Dynamicity of
     * Clouds at Scale", SoCC 2012, Table 1: 12,583 machines), without the five kinds below 0.5 %. Each kind stands for
     * the EC2 type of the same ratio, with 1.00 CPUs as 32 vCPUs and 1.00 memory as 128 GiB; 0.75 memory becomes the
     * 128 GiB of r5.4xlarge, because no EC2 type has 16 vCPUs and 96 GiB. Sizes of the types are those of the EC2 list
     * in website/content/en/docs/reference/instance-types.md of github.com/aws/karpenter-provider-aws at 1d927085.
     */

    /** The lifetimes at which survival is known, in seconds. */
    static final List<Integer> LIFETIMES = List.of(
            300, 600, 900, 1200, 1500, 1800, 2100, 2400, 2700, 3000, 3300, 3600, 7200, 10_800, 14_400, 21_600, 28_800,
            43_200, 64_800, 86_400, 172_800, 259_200, 345_600, 432_000);

    /** The number of which {@link Flavour#survival()} counts the survivors. */
    static final int SURVIVORS = 10_000;

    /** The number of which {@link BatchSize#atMost()} counts the batches. */
    static final int BATCHES = 100_000;

    /** The arrivals in a day of the Azure workload. */
    static final double ARRIVALS_PER_DAY = 72_135;

    private static final int CPU = 1024;

    /** The survival of the flavours with a share below 0.1 %. */
    private static final List<Integer> RARE = List.of(
            9670, 9443, 9402, 9340, 9113, 9052, 8928, 8845, 8742, 8722, 8722, 8722, 7871, 6632, 6021, 5259, 5031, 4402,
            4156, 3898, 3323, 3140, 2826, 2335);

    /** Flavours with the number of VMs that asked for each. */
    private static final List<Flavour> FLAVOURS = List.of(
            new Flavour(CPU, 1792, 223_557, List.of(
                    8543, 7087, 6011, 4740, 4036, 3713, 3509, 3326, 3201, 3126, 3067, 3009, 2603, 2364, 2210, 1921,
                    1674, 1245, 727, 617, 326, 271, 237, 213)),
            new Flavour(2 * CPU, 3584, 82_793, List.of(
                    8127, 7214, 6283, 5492, 4848, 4498, 4237, 4050, 3847, 3711, 3583, 3455, 2494, 2256, 2115, 1839,
                    1652, 1375, 1087, 857, 672, 592, 517, 451)),
            new Flavour(4 * CPU, 7168, 41_841, List.of(
                    9489, 9016, 8200, 7188, 6111, 5540, 5096, 4739, 4434, 4259, 4125, 3958, 2877, 2434, 2211, 1972,
                    1738, 1596, 1160, 857, 652, 575, 522, 459)),
            new Flavour(8 * CPU, 14_336, 39_994, List.of(
                    9239, 8311, 7434, 6803, 6260, 5859, 5673, 5505, 5387, 5310, 5222, 5128, 2301, 1388, 957, 568, 445,
                    395, 331, 266, 206, 176, 164, 147)),
            new Flavour(8 * CPU, 57_344, 15_018, List.of(
                    9832, 9708, 9588, 9516, 9494, 9468, 9444, 9428, 9421, 9412, 9402, 9395, 9289, 8854, 8185, 7108,
                    6270, 4244, 1516, 699, 141, 72, 41, 31)),
            new Flavour(CPU, 768, 6_588, List.of(
                    8561, 7004, 6495, 6160, 5879, 5650, 5454, 5326, 5175, 5077, 4995, 4938, 3818, 3266, 1983, 1519,
                    1258, 947, 688, 591, 406, 347, 327, 319)),
            new Flavour(2 * CPU, 16_384, 126, RARE),
            new Flavour(2 * CPU, 14_336, 98, RARE),
            new Flavour(CPU, 2048, 89, RARE),
            new Flavour(4 * CPU, 28_672, 82, RARE),
            new Flavour(2 * CPU, 4096, 37, RARE),
            new Flavour(8 * CPU, 16_384, 29, RARE),
            new Flavour(16 * CPU, 114_688, 18, RARE));

    private static final List<BatchSize> BATCH_SIZES = List.of(
            new BatchSize(1, 56_747), new BatchSize(2, 74_410), new BatchSize(3, 80_866), new BatchSize(4, 84_999),
            new BatchSize(5, 87_474), new BatchSize(6, 88_923), new BatchSize(8, 90_922), new BatchSize(10, 92_557),
            new BatchSize(15, 95_250), new BatchSize(20, 96_252), new BatchSize(30, 97_627),
            new BatchSize(40, 98_439), new BatchSize(50, 98_790), new BatchSize(75, 99_165),
            new BatchSize(100, 99_343), new BatchSize(125, 99_451), new BatchSize(150, 99_532),
            new BatchSize(175, 99_607), new BatchSize(200, 99_659), new BatchSize(225, 99_718),
            new BatchSize(250, 99_766), new BatchSize(275, 99_807), new BatchSize(300, 99_863),
            new BatchSize(325, 99_908), new BatchSize(350, 99_953), new BatchSize(400, 99_987),
            new BatchSize(500, 99_993), new BatchSize(600, 99_999), new BatchSize(1404, BATCHES));

    /** Batches in each hour of the day, relative to the mean. */
    private static final List<Double> HOURS = List.of(
            0.640, 0.617, 0.583, 0.579, 0.620, 0.833, 0.936, 0.978, 1.024, 1.153, 1.173, 1.156,
            1.245, 1.411, 1.493, 1.450, 1.340, 1.343, 1.282, 1.068, 0.871, 0.841, 0.708, 0.657);

    private static final int OWN_FLAVOUR_PERCENT = 14;
    private static final int OWN_LIFETIME_PERCENT = 40;

    private static final List<MachineType> MACHINES = List.of(
            new MachineType("m5.4xlarge", 16 * CPU, 65_536, 5347),
            new MachineType("c5.4xlarge", 16 * CPU, 32_768, 3074),
            new MachineType("r5.4xlarge", 16 * CPU, 131_072, 795),
            new MachineType("m5.8xlarge", 32 * CPU, 131_072, 632),
            new MachineType("m5.2xlarge", 8 * CPU, 32_768, 99));

    /** The published statistics. */
    static final Model PUBLISHED = new Model(
            FLAVOURS, BATCH_SIZES, HOURS, OWN_FLAVOUR_PERCENT, OWN_LIFETIME_PERCENT, MACHINES);

    /** Copies the lists. */
    Model {
        flavours = List.copyOf(flavours);
        batchSizes = List.copyOf(batchSizes);
        hours = List.copyOf(hours);
        machines = List.copyOf(machines);
    }

    /** Returns the mean size of a batch. */
    double meanBatch() {
        double mean = 0;
        BatchSize before = new BatchSize(0, 0);
        for (final BatchSize now : batchSizes) {
            mean += (now.atMost() - before.atMost()) * (before.size() + 1.0 + now.size()) / 2;
            before = now;
        }
        return mean / BATCHES;
    }
}
