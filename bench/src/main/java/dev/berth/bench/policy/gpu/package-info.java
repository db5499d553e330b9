/**
 * The family {@code gpu}: policies for fleets whose GPUs tasks share, as published with the Alibaba openb traces, and the
 * fragmentation of GPUs that one of them descends ({@link dev.berth.bench.policy.gpu.GpuFragmentation}).
 *
 * <p>The rules are those of the simulator of Weng et al. (USENIX ATC 2023,
 * github.com/hkust-adsl/kubernetes-scheduler-simulator) and of its extension by Lettich et al. (CCGrid 2025,
 * github.com/Fr4nz83/PWR-plugin-kubernetes), said anew. As in Kubernetes, a policy gives each instance that can take the
 * request a whole-numbered score; the highest score wins, and a draw is settled at random.
 */
package dev.berth.bench.policy.gpu;
