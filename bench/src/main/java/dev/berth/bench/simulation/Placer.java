package dev.berth.bench.simulation;

import dev.berth.bench.policy.Request;

/** The part of a run that decides where a request goes: a policy, or the engine. */
interface Placer {
    /** Returns the instance that was chosen, or {@link dev.berth.bench.policy.Policy#NONE}. */
    int place(Request request);

    /** Returns the GPU that the request shares, or {@link dev.berth.bench.policy.Policy#NONE}. */
    int gpu(Request request, int instance);

    void placed(Request request, int instance);

    void departed(Request request, int instance);
}
