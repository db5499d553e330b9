/**
 * Exact, indexed, allocation-free task placement.
 */
module dev.berth {
    requires org.agrona;

    exports dev.berth;
}
