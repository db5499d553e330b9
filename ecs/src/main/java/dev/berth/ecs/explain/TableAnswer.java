package dev.berth.ecs.explain;

import dev.berth.Demand;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Reason;
import dev.berth.ecs.explain.Answer.Placed;
import dev.berth.ecs.explain.Answer.Verdict;
import dev.berth.ecs.explain.Fleet.Machine;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The answer for people. */
final class TableAnswer {
    private static final int MOST_PORTS = 6;
    private static final int FIRST_PORTS = 3;

    private final Answer answer;
    private final StringBuilder text = new StringBuilder();

    private TableAnswer(final Answer answer) {
        this.answer = answer;
    }

    static String of(final Answer answer) {
        final TableAnswer table = new TableAnswer(answer);
        table.addQuestion();
        table.addPlaced();
        table.addRefusal();
        table.addHeadroom();
        table.addVerdicts();
        table.addNotes();
        return table.text.toString();
    }

    private void addQuestion() {
        final Asked asked = answer.asked();
        line("Task:        " + asked.label() + ", group " + asked.group() + ": " + text(asked.demand()));
        if (asked.isDaemon()) {
            line("Service:     DAEMON, desires " + Notes.plural(answer.daemon().desired(asked.count()), "task") + ": "
                    + answer.daemon().has().size() + " there, " + answer.placed().size() + " more found a place, "
                    + (asked.count() - answer.placed().size()) + " waiting");
        } else {
            line("Strategy:    " + asked.chain() + (asked.isDefaultChain() ? " (by default)" : "")
                    + (asked.chain().toString().contains("random") ? ", seed " + answer.seed() : ""));
        }
        if (asked.providers() != null) {
            line("Providers:   " + Turns.text(asked.providers()));
        }
        if (!asked.constraints().isEmpty()) {
            line("Constraints: " + asked.constraints().stream().map(Asked::text).collect(Collectors.joining(" and ")));
        }
        final Explanation before = answer.before();
        final String which = asked.isDaemon()
                ? " without a task of the service"
                : asked.providers() == null ? "" : " of '" + answer.asksFirst() + "', which the first task asks";
        line("Instances:   " + before.considered() + " ACTIVE" + which + ", " + answer.fleet().draining()
                + " DRAINING" + (which.isEmpty() ? "" : " in all") + "; "
                + before.eligible() + " could take " + (asked.isDaemon() ? "one" : "the first task"));
        line("");
    }

    private void addPlaced() {
        if (!answer.placed().isEmpty()) {
            final boolean tellsProvider = answer.asked().providers() != null;
            final List<String> header = new ArrayList<>(List.of("task", "instance", "EC2 id", "type", "zone"));
            if (tellsProvider) {
                header.add("provider");
            }
            header.addAll(List.of("CPU left", "MiB left"));
            final TextTable table = new TextTable(header, header.size() - 2);
            for (int i = 0; i < answer.placed().size(); i++) {
                final Placed placed = answer.placed().get(i);
                final List<String> cells = new ArrayList<>();
                cells.add(String.valueOf(i + 1));
                cells.addAll(names(placed.machine()));
                if (tellsProvider) {
                    cells.add(placed.machine().instance().capacityProvider());
                }
                cells.add(String.valueOf(placed.cpuLeft()));
                cells.add(String.valueOf(placed.memoryLeft()));
                table.add(cells);
            }
            line(table.toString());
        }
    }

    private void addRefusal() {
        final int asked = answer.asked().count();
        if (answer.isComplete()) {
            line("Every task found a place: " + asked + " of " + asked + ".");
            addNotDesired();
            return;
        }
        line(refused(asked));
        if (answer.refusal().considered() == 0) {
            line(answer.waitsFor() == null
                    ? "No instance is ACTIVE."
                    : "No instance of capacity provider '" + answer.waitsFor() + "' is ACTIVE.");
            return;
        }
        if (answer.daemon() != null && asked == 0) {
            addNotDesired();
            line("");
        } else {
            line("");
            addReasons(answer.refusal());
        }
        line("Closest: " + String.join(", ", names(answer.closest())) + ", which fails");
        answer.refusal().closestFailures().forEach(this::addCheck);
        if (asked > 0) {
            addNotDesired();
        }
    }

    private String refused(final int asked) {
        if (answer.daemon() == null) {
            return "No place for task " + answer.explainedTask() + " of " + asked
                    + (answer.waitsFor() == null ? "" : ", which asks capacity provider '" + answer.waitsFor() + "'")
                    + ".";
        }
        return asked == 0
                ? "The service desires a task on no instance."
                : "No place on " + (asked - answer.placed().size()) + " of " + Notes.plural(asked, "instance")
                        + " that should have a task and have none.";
    }

    /** Adds why a DAEMON service desires no task on some instances. */
    private void addNotDesired() {
        if (answer.daemon() != null && !answer.daemon().notDesired().isEmpty()) {
            final List<String> reasons = new ArrayList<>();
            answer.daemon().notDesired().forEach((reason, count) -> reasons.add(reason.text() + " " + count));
            line("No task is desired on " + Notes.plural(answer.daemon().notDesiredTotal(), "instance") + ": "
                    + String.join(", ", reasons));
        }
    }

    private void addReasons(final Explanation explanation) {
        final TextTable table = new TextTable(List.of("the first check that fails", "instances"));
        for (final Reason reason : Reasons.of(explanation)) {
            table.add(List.of(reason.text(), String.valueOf(explanation.count(reason))));
        }
        line(table.toString());
    }

    private void addHeadroom() {
        if (!answer.isComplete() || answer.daemon() != null) {
            return;
        }
        final Headroom headroom = answer.headroom();
        if (headroom.reason() != Reason.NOTHING_ELIGIBLE) {
            line("At least " + headroom.count() + " more would fit.");
            return;
        }
        line(headroom.count() + " more would fit; then no place: " + Reasons.of(headroom.rest()).stream()
                .map(reason -> reason.text() + " " + headroom.rest().count(reason))
                .collect(Collectors.joining(", ")));
    }

    private void addVerdicts() {
        if (answer.verdicts().isEmpty()) {
            return;
        }
        line("");
        line(answer.daemon() == null
                ? "Asked for task " + answer.explainedTask() + ":"
                : "Asked for a task of the service:");
        for (final Verdict verdict : answer.verdicts()) {
            line(String.join(", ", names(verdict.machine())) + passed(verdict));
            verdict.failed().forEach(this::addCheck);
        }
    }

    private String passed(final Verdict verdict) {
        if (!verdict.failed().isEmpty()) {
            return "";
        }
        return answer.daemon() != null && answer.daemon().has().contains(verdict.machine())
                ? ": has one"
                : ": could take it";
    }

    private void addNotes() {
        if (!answer.notes().isEmpty()) {
            line("");
            answer.notes().forEach(note -> line("Note: " + note));
        }
    }

    private void addCheck(final FailedCheck check) {
        line("  " + check.reason().text() + ": " + answer.asked().detail(check));
    }

    /** Returns the short ARN, the EC2 id, the type and the zone. */
    private static List<String> names(final Machine machine) {
        return List.of(
                Arns.shortened(machine.arn()),
                shown(machine.instance().ec2InstanceId()),
                shown(machine.type()),
                shown(machine.zone()));
    }

    private static String shown(final String value) {
        return value == null ? "-" : value;
    }

    private static String text(final Demand demand) {
        final List<String> parts = new ArrayList<>();
        parts.add(Notes.plural(demand.cpuUnits(), "CPU unit"));
        parts.add(demand.memoryMib() + " MiB");
        if (demand.gpus() > 0) {
            parts.add(Notes.plural(demand.gpus(), "GPU"));
        }
        if (demand.eniSlots() > 0) {
            parts.add(Notes.plural(demand.eniSlots(), "network slot"));
        }
        addPorts(parts, demand);
        return String.join(", ", parts);
    }

    /**
     * Adds a few ports one by one; of many the first, and how many more there are, so that the header stays one line.
     */
    private static void addPorts(final List<String> parts, final Demand demand) {
        final List<String> ports = new ArrayList<>();
        demand.tcpPorts().forEach(port -> ports.add("host port " + port + "/tcp"));
        demand.udpPorts().forEach(port -> ports.add("host port " + port + "/udp"));
        if (ports.size() <= MOST_PORTS) {
            parts.addAll(ports);
        } else {
            parts.addAll(ports.subList(0, FIRST_PORTS));
            parts.add(ports.size() - FIRST_PORTS + " more host ports");
        }
    }

    private void line(final String line) {
        text.append(line).append('\n');
    }
}
