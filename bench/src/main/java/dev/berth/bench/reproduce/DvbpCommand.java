package dev.berth.bench.reproduce;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code berth reproduce dvbp}. */
@Command(
        name = "dvbp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compares the policies of the family dvbp, placement by placement, with an independent program.")
public final class DvbpCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder of the reference data.")
    private Path data;

    @Override
    public Integer call() {
        throw new UnsupportedOperationException(data.toString());
    }
}
