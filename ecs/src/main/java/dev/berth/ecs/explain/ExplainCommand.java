package dev.berth.ecs.explain;

import dev.berth.LimitExceededException;
import dev.berth.ecs.explain.Fleet.Machine;
import dev.berth.ecs.shape.ApiException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says where ECS would place a task, or why nowhere: a dry run on what the AWS CLI tells of a"
                + " cluster. Nothing is sent anywhere, and nothing is changed.",
        optionListHeading = "%n",
        footer = {
            "",
            "Files are what the AWS CLI writes, as it comes, in UTF-8 or UTF-16; one of them",
            "may be -, standard input.",
            "",
            "Example:",
            "  aws ecs list-container-instances --cluster prod --output text \\",
            "    --query containerInstanceArns | xargs -n 100 aws ecs \\",
            "    describe-container-instances --cluster prod --container-instances \\",
            "    > cluster.json",
            "  aws ecs list-tasks --cluster prod --output text --query taskArns |",
            "    xargs -n 100 aws ecs describe-tasks --cluster prod --tasks > tasks.json",
            "  aws ecs describe-task-definition --task-definition web > web.json",
            "  aws ecs describe-services --cluster prod --services web > service.json",
            "  java -jar berth-ecs.jar explain --cluster cluster.json --tasks tasks.json \\",
            "    --task-definition web.json --request service.json",
            "",
            "Without --request one task is placed as RunTask does it: at random. Without",
            "--tasks the groups of running tasks are not known: spread, distinctInstance",
            "and task:group know those of new tasks alone.",
            "",
            "Exit status: 0 all tasks found a place, 1 one found none, 2 wrong usage or input."
        })
public final class ExplainCommand implements Callable<Integer> {
    /** The largest number of tasks in one run. */
    static final int MOST_TASKS = 100_000;

    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cluster",
            required = true,
            paramLabel = "FILE",
            description = "The instances: output of 'aws ecs describe-container-instances'. May be given several times,"
                    + " and a file may hold several pages.")
    private List<Path> cluster;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "The tasks that run: output of 'aws ecs describe-tasks'. Several as with --cluster. What they"
                    + " take is subtracted already; only their groups count.")
    private List<Path> tasks = List.of();

    @Option(
            names = "--task-definition",
            required = true,
            paramLabel = "FILE",
            description = "What a task asks: output of 'aws ecs describe-task-definition', the request of"
                    + " register-task-definition, an array of container definitions, a CloudFormation template, or"
                    + " a Dockerrun file of version 2, in JSON.")
    private Path taskDefinition;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "Which task definition is meant where the file holds several, as a CloudFormation template"
                    + " may; the name of one that has none.")
    private String family;

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "How tasks are asked for: request of run-task or create-service (as --cli-input-json takes"
                    + " it), or output of 'aws ecs describe-services' with one service.")
    private Path request;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many tasks. Default: what the request says; of a service that runs, what is missing;"
                    + " else 1.")
    private Integer count;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "How the answer is written: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--instance",
            paramLabel = "ID",
            description = "Tell every check that this instance fails (ARN, its last part, or EC2 id). May be repeated.")
    private List<String> instances = List.of();

    @Option(names = "--verbose", description = "Tell so for each instance.")
    private boolean verbose;

    @Option(
            names = "--eni-slots",
            paramLabel = "[TYPE=]N",
            description = "Tasks with awsvpc that an instance can run; AWS does not tell it. Default: what the"
                    + " limits of EC2 give for the type, with or without a trunk; enough for a type that is not known.")
    private List<String> eniSlots = List.of();

    @Option(
            names = "--subnet-zone",
            paramLabel = "SUBNET=ZONE",
            description = "The zone of a subnet in which no instance of the files is.")
    private Map<String, String> subnetZones = new LinkedHashMap<>();

    @Option(
            names = "--no-derive-attributes",
            negatable = true,
            defaultValue = "true",
            description = "Whether the attributes count that ECS computes for a definition as it is registered."
                    + " Default: they do, if instances tell what their agents can do.")
    private boolean derivesAttributes;

    @Option(names = "--seed", defaultValue = "0", description = "Of the random strategy. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** The form of the answer. */
    enum Format {
        /** Tables and sentences for people. */
        table,
        /** One JSON object for programs. */
        json
    }

    @Override
    public Integer call() {
        try {
            final Answer answer = answer();
            final PrintWriter out = spec.commandLine().getOut();
            out.print(format == Format.json ? JsonAnswer.of(answer) : TableAnswer.of(answer));
            if (out.checkError() || System.out.checkError()) {
                throw new InputException("the answer could not be written; is the disk full, or the pipe closed?");
            }
            return answer.isComplete() ? 0 : REFUSED;
        } catch (final InputException | ApiException | IllegalArgumentException | LimitExceededException e) {
            spec.commandLine().getErr().println("berth explain: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private Answer answer() {
        if (count != null && (count < 1 || count > MOST_TASKS)) {
            throw new InputException("--count is " + count + ", must be 1.." + MOST_TASKS);
        }
        checkInputs();
        final Notes notes = new Notes();
        final EniSlots slots = new EniSlots(eniSlots);
        final DefinitionFile given = DefinitionFile.read(taskDefinition, family, notes);
        final RequestFile asking = request == null ? RequestFile.none() : RequestFile.read(request, notes);
        final TaskList running = TaskList.read(tasks, notes);
        final Fleet fleet = Fleet.read(cluster, slots, running.interfaces(), notes);
        final Map<String, String> zones = new LinkedHashMap<>(fleet.zonesOfSubnets());
        zones.putAll(subnetZones);
        final DefinitionFile definition = derivesAttributes ? given.derived(fleet, notes) : given;
        final Asked asked = Asked.of(definition, asking, count, zones, notes);
        Shortages.note(asked.demand(), fleet, running, notes);
        Shortages.noteAttributes(asked, fleet, notes);
        Capabilities.noteMissing(asked, fleet, notes);
        Unread.notePlatform(definition, fleet, notes);
        slots.noteUnused(fleet, notes);
        Advice.noteRunning(asked, asking.running(), running.isGiven(), notes);
        final Simulation simulation = new Simulation(fleet, running, asked.count(), seed, notes);
        return simulation.place(asked, wanted(fleet), notes);
    }

    /** Refuses a second use of standard input. */
    private void checkInputs() {
        final List<Path> files = new ArrayList<>(cluster);
        files.addAll(tasks);
        files.add(taskDefinition);
        files.add(request);
        if (files.stream().filter(Path.of(JsonFile.STANDARD_INPUT)::equals).count() > 1) {
            throw new InputException("standard input (-) is given for several files, must be for one");
        }
    }

    private Predicate<Machine> wanted(final Fleet fleet) {
        for (final String id : instances) {
            if (fleet.machines().stream().noneMatch(machine -> isNamed(machine, id))) {
                throw new InputException("--instance is '" + id + "', must be an instance in --cluster: the ARN, its"
                        + " last part, or the EC2 id");
            }
        }
        return machine -> verbose || instances.stream().anyMatch(id -> isNamed(machine, id));
    }

    private static boolean isNamed(final Machine machine, final String id) {
        return id.equals(machine.arn()) || id.equals(Arns.shortened(machine.arn()))
                || id.equals(machine.instance().ec2InstanceId());
    }
}
