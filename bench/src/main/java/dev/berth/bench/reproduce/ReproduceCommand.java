package dev.berth.bench.reproduce;

import picocli.CommandLine.Command;

/** The command {@code berth reproduce}, whose subcommands compare our policies with published results. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SET",
        description = "Compares our policies with results that others published.",
        footer = {
            "",
            "Exit status: 0 all equal, 1 something differs, 2 wrong usage or unreadable input."
        },
        subcommands = {DvbpCommand.class, OpenbCommand.class, VectorpackCommand.class})
public final class ReproduceCommand {}
