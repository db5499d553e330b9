package dev.berth.bench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.trace.TraceFormatException;
import dev.berth.ecs.terminal.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code berth evaluate}, which runs one policy once, for a program that searches for policies. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLines.Version.class,
        sortOptions = false,
        description = "Runs one policy on one trace in a process of its own and prints one JSON object: status, "
                + "measures, the number of placements and their hash, and a score. It has no times, so it is the same "
                + "bytes for the same input; times go to standard error, as does what the policy prints.",
        footer = {
            "",
            "A policy is stopped if it chooses an instance with too little left (fault",
            "\"oversubscribes\") or one that the cluster does not have (\"no-such-instance\"),",
            "if it throws (\"throws\"), ends the process (\"exit\"), or needs more time (\"time\")",
            "or memory (\"memory\") than its limits. Its score is then null.",
            "",
            "A score tells policies apart only if they refuse something; without --trace,",
            "copies of the trace fill a cluster of 1000 instances.",
            "",
            "Examples:",
            "  java -jar berth.jar evaluate --policy mine.jar:my.Policy",
            "  java -jar berth.jar evaluate --policy classes:my.Policy \\",
            "       --trace azure-vm-2017:vm_test.csv.gz --instances 1000 \\",
            "       --time-limit 60s --memory-limit 512m --score=-refused_cpu_hours_percent",
            "",
            "Exit status: 0 done, 1 the policy was stopped or does not suit the trace,",
            "2 wrong usage or unreadable input."
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "NAME",
            description = "FILE.jar:CLASS or FOLDER:CLASS for one of your own, or family.Name.")
    private String policy;

    @Option(
            names = "--trace",
            paramLabel = "FORMAT:PATH[,NAME=VALUE...]",
            description = "The trace; 'berth compare --list' shows the formats. Default: "
                    + CompareOptions.DEFAULT_TRACE + ", which needs no file, on 1000 instances.")
    private String trace;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "Size of the cluster. Default: the trace's own fleet if it has one, else 1000.")
    private String instances;

    @Option(
            names = "--bins",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "CAPACITY,...",
            description = "Open bins on demand, each of this capacity.")
    private String bins;

    @Option(
            names = "--copies",
            paramLabel = "N",
            description = "Copies of the trace that run together. Default: as many as fill the cluster; 1 on the "
                    + "trace's own fleet and for bins.")
    private String copies;

    @Option(names = "--seed", defaultValue = "1", description = "The seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--time-limit",
            defaultValue = "60s",
            description = "Time for the policy, counted from its first call. Default: ${DEFAULT-VALUE}.")
    private String timeLimit;

    @Option(
            names = "--memory-limit",
            defaultValue = "512m",
            description = "Heap of the process; trace and cluster take their part of it. Default: ${DEFAULT-VALUE}.")
    private String memoryLimit;

    @Option(
            names = "--score",
            paramLabel = "MEASURE",
            description = "The measure that is the score; with - before its name, less is better. Default: "
                    + "-refused_percent, for bins -bins.")
    private String score;

    /** Creates the command; picocli sets its options. */
    public EvaluateCommand() {}

    @Override
    public Integer call() {
        try {
            final Study study = study();
            final ObjectNode line = new ChildProcess(study, study.point(0), Redirect.INHERIT).run();
            return print(line);
        } catch (final TraceFormatException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), message(e), e);
        } catch (final IOException e) {
            spec.commandLine().getErr().println("berth evaluate: " + Reasons.of(e));
            return 2;
        }
    }

    private static String message(final Exception e) {
        return e.getMessage().replace("--timeout", "--time-limit");
    }

    private Study study() {
        final List<String> args = new ArrayList<>(List.of(
                "--policy=" + policy,
                "--seeds=" + seed + ".." + seed,
                "--scan-arrivals=0",
                "--timeout=" + timeLimit,
                "--memory-limit=" + memoryLimit));
        if (trace != null) {
            args.add("--trace=" + trace);
        }
        if (instances != null) {
            args.add("--instances=" + instances);
        }
        if (bins != null) {
            args.add("--bins=" + bins);
        }
        if (copies != null) {
            args.add("--copies=" + copies);
        }
        final Study study = Study.parse(args.toArray(String[]::new));
        if (study.options().instances.size() > 1) {
            throw new IllegalArgumentException(
                    "--instances is '" + instances + "', which are several sizes; 'berth compare' runs them");
        }
        if (study.size() > 1) {
            throw new IllegalArgumentException(
                    "--policy is '" + policy + "', which are several; 'berth compare' runs them");
        }
        return study;
    }

    private int print(final ObjectNode line) {
        final boolean ok = StudyTable.isOk(line);
        final ObjectNode timing = (ObjectNode) line.remove("timing");
        line.remove(List.of("point", "series", "window_first_arrival", "window_arrivals"));
        if (ok) {
            line.set("placements", line.get("measures").get("placed"));
            line.put("score_is", scoreName());
            line.set("score", score(line.get("measures")));
        } else {
            line.putNull("score");
        }
        spec.commandLine().getOut().println(Json.line(line));
        spec.commandLine().getOut().flush();
        final PrintWriter err = spec.commandLine().getErr();
        if (ok) {
            err.println(Json.text(timing.get("seconds")) + " s, " + Json.text(timing.get("placements_per_second"))
                    + " placements/s, decision p50 " + Json.text(timing.get("decision_ns_p50")) + " ns, p99 "
                    + Json.text(timing.get("decision_ns_p99")) + " ns, "
                    + Json.text(timing.get("bytes_per_decision")) + " bytes a decision");
            if (StudyNotes.refusedNothing(line) && scoreName().contains("refused")) {
                err.println(StudyNotes.NOTHING_REFUSED);
            }
        } else {
            final boolean stopped = StudyPoint.STOPPED.equals(Json.text(line.get("status")));
            err.println("berth evaluate: " + Json.text(line.get("policy")) + (stopped ? " " : " is unsuitable: ")
                    + Json.text(line.get("reason")));
        }
        return ok ? 0 : 1;
    }

    private String scoreName() {
        if (score != null) {
            return score;
        }
        return bins == null ? "-refused_percent" : "-bins";
    }

    private JsonNode score(final JsonNode measures) {
        final String name = scoreName();
        final JsonNode value = measures.get(name.startsWith("-") ? name.substring(1) : name);
        if (value == null) {
            final List<String> names = new ArrayList<>();
            measures.fieldNames().forEachRemaining(names::add);
            throw new IllegalArgumentException(
                    "--score is '" + name + "', must be one of " + String.join(", ", names) + ", or - and one of them");
        }
        return name.startsWith("-") ? Json.object().numberNode(value.decimalValue().negate()) : value;
    }
}
