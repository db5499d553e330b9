/**
 * The family {@code gpu}: policies for fleets whose GPUs tasks share, as published with the Alibaba openb traces, and
 * the fragmentation of GPUs that one of them descends ({@link dev.berth.bench.policy.gpu.GpuFragmentation}).
 *
 * <p>The rules are those of the simulator of Weng et al. (USENIX ATC 2023,
 * github.com/hkust-adsl/kubernetes-scheduler-simulator) and of its extension by Lettich et al. (CCGrid 2025,
 * github.com/Fr4nz83/PWR-plugin-kubernetes), said anew. As in Kubernetes, a policy gives each instance that can take
 * the request a whole-numbered score, and the highest score wins. The published results were made with a Kubernetes
 * whose choice among equal scores is the first instance by name, after the instances were given names in an order drawn
 * for each run (github.com/mental2008/kubernetes, v1.20.5-minor); Kubernetes itself draws at each arrival, which fills
 * GPUs less. The policies do the former, and with the parameter {@code draw} the latter.
 */
package dev.berth.bench.policy.gpu;
