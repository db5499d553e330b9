package dev.berth.bench.gate;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.measuring.NewFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a run. All of it can be published, because it contains no path and no name of a machine. */
final class GateFolder {
    private GateFolder() {}

    static Path create(final Path parent, final Jvm jvm) throws IOException {
        return NewFolder.create(parent, "jdk" + jvm.feature() + "-gate");
    }

    static void write(
            final Path folder, final RunRecord run, final Environment environment, final String command)
            throws IOException {
        final Series series = new Series(run);
        run.write(folder);
        Files.writeString(folder.resolve("command.txt"), command + "\n# " + environment.origin() + "\n");
        environment.write(folder.resolve("environment.json"));
        Files.writeString(
                folder.resolve("gate.md"), environment.signed(new GateReport(run.findings()).markdown(environment)));
        Files.writeString(folder.resolve("benchmark.json"), series.benchmarkJson());
        Files.writeString(folder.resolve("series.csv"), series.csv());
    }
}
