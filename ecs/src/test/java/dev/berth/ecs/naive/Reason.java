package dev.berth.ecs.naive;

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

    final String text;

    Reason(final String text) {
        this.text = text;
    }
}
