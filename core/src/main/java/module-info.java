/**
 * Exact, indexed, allocation-free task placement.
 *
 * <p>RE2/J names no module, so that its name here is that of its file.
 */
@SuppressWarnings("requires-automatic")
module dev.berth {
    requires org.agrona;
    requires re2j;

    exports dev.berth;
    exports dev.berth.query;
    exports dev.berth.service;
}
