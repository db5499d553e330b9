package dev.berth.ecs.naive;

import java.util.EnumSet;
import java.util.Set;

/** The ten checks, in their order. */
enum Reason {
    AGENT("AGENT"),
    ATTRIBUTE("ATTRIBUTE"),
    LOCATION("LOCATION"),
    CPU("RESOURCE:CPU"),
    MEMORY("RESOURCE:MEMORY"),
    PORTS("RESOURCE:PORTS"),
    GPU("RESOURCE:GPU"),
    ENI("RESOURCE:ENI"),
    MEMBER_OF("MemberOf placement constraint unsatisfied."),
    DISTINCT("DistinctInstance placement constraint unsatisfied.");

    /** The checks of what an instance has left. */
    static final Set<Reason> RESOURCES = EnumSet.of(CPU, MEMORY, PORTS, GPU, ENI);

    final String text;

    Reason(final String text) {
        this.text = text;
    }
}
