/**
 * Exact, indexed, allocation-free task placement.
 *
 * <p>The classes of Agrona and RE2/J that it uses are relocated into its jar: neither library names a module.
 */
module dev.berth {
    requires static org.jspecify;

    exports dev.berth;
    exports dev.berth.query;
    exports dev.berth.service;
}
