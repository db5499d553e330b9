package dev.berth.bench.trace.synthetic;

import dev.berth.bench.trace.Trace;
import dev.berth.bench.trace.TraceFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The format {@code synthetic}: a trace drawn from published statistics, which needs no file. */
public final class SyntheticFormat implements TraceFormat {
    /** Creates the format for the service loader. */
    public SyntheticFormat() {}

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public boolean isDrawn() {
        return true;
    }

    @Override
    public boolean readsFile() {
        return false;
    }

    @Override
    public String description() {
        return "Arrivals, departures and a fleet drawn from published statistics; needs no file. Flavours, lifetimes,"
                + " batches and the curve of the day are those of the Azure 2017 VM workload (Cortez et al., SOSP 2017;"
                + " Bergsma et al., SOSP 2021); the shares of the instance types are those of a Google cluster (Reiss"
                + " et al., SoCC 2012) on EC2 types. CPU in CPU units, memory in MiB, times in whole seconds. The same"
                + " options give the same trace on any machine.";
    }

    @Override
    public String notGoodFor() {
        return "how a policy does over weeks: there is no weekend, no trend, and no tenant who comes back"
                + " with the same batch.";
    }

    @Override
    public Map<String, String> options() {
        final Map<String, String> options = new LinkedHashMap<>();
        options.put(Options.ARRIVALS, "The exact number of arrivals. Without it the number of days ends the trace.");
        options.put(Options.DAYS, "The days that the trace covers. Default: " + Options.DEFAULT_DAYS + ".");
        options.put(Options.RATE, "Arrivals in a day, in the mean. Default: " + (int) Model.ARRIVALS_PER_DAY
                + ", or what arrivals and days give.");
        options.put(Options.SEED, "The seed of all draws. Default: 1.");
        options.put(Options.REGIME, "few-shapes: each request asks for one of " + Model.PUBLISHED.flavours().size()
                + " flavours; all-distinct: each asks for CPU and memory of its own, near those of a flavour."
                + " Default: few-shapes.");
        options.put(Options.INSTANCES, "The instances of the fleet. Default: " + Options.DEFAULT_INSTANCES + ".");
        return options;
    }

    @Override
    public Trace read(final Path file, final Map<String, String> options) throws IOException {
        return Generator.draw(Model.PUBLISHED, Options.of(options));
    }
}
