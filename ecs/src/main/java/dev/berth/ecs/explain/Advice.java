package dev.berth.ecs.explain;

import dev.berth.Explanation;
import dev.berth.Reason;
import dev.berth.ecs.explain.Fleet.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The advice on what to do about a refusal. */
final class Advice {
    private Advice() {}

    /** Notes what helps where half of the agents are disconnected, and where tasks wait for host ports. */
    static void noteRefusal(final Explanation refusal, final Notes notes) {
        if (refusal == null) {
            return;
        }
        if (refusal.count(Reason.AGENT) > 0 && 2 * refusal.count(Reason.AGENT) >= refusal.considered()) {
            notes.add("the agent of " + Notes.plural(refusal.count(Reason.AGENT), "instance") + " is not connected:"
                    + " look there at 'systemctl status ecs' and /var/log/ecs/ecs-agent.log, and whether ECS can be"
                    + " reached");
        }
        if (refusal.count(Reason.PORTS) > 0) {
            notes.add("a host port is one task's on an instance: leave hostPort out (or 0) with networkMode bridge,"
                    + " take networkMode awsvpc, or add instances");
        }
    }

    /**
     * Notes what the capacity provider has whose instances alone are asked.
     *
     * @param elsewhere number of other instances that could take the task.
     */
    static void noteProvider(final String provider, final int elsewhere, final Fleet fleet, final Notes notes) {
        final Map<String, Integer> there = new TreeMap<>();
        int without = 0;
        for (final Machine machine : fleet.machines()) {
            if (machine.instance().capacityProvider() == null) {
                without++;
            } else {
                there.merge(machine.instance().capacityProvider(), 1, Integer::sum);
            }
        }
        if (!there.containsKey(provider)) {
            final List<String> texts = new ArrayList<>();
            there.forEach((name, count) -> texts.add("'" + name + "' (" + count + ")"));
            if (without > 0) {
                texts.add("none (" + without + ")");
            }
            notes.add("no instance has capacityProviderName '" + provider + "'"
                    + (texts.isEmpty() ? "" : "; they have " + String.join(", ", texts))
                    + Suggestion.phrase(provider, there.keySet()));
        }
        notes.add("ECS waits for capacity provider '" + provider + "' and goes on to no other"
                + (elsewhere == 0
                        ? ""
                        : ", though " + Notes.plural(elsewhere, "instance") + " outside it could take the task")
                + ": let it scale out, or change the base and weights");
    }

    /** Notes that tasks of a service run on instances that no file names, where that decides the answer. */
    static void noteRunning(final Asked asked, final long running, final boolean areTold, final Notes notes) {
        if (running == 0 || areTold) {
            return;
        }
        final String start = "the service has " + Notes.plural(running, "task") + " and no --tasks tells where: ";
        if (asked.isDaemon()) {
            notes.add(start + "an instance that has one counts as one without, and may seem short of what it holds");
        } else if (asked.providers() != null) {
            notes.add(start + "they count for no capacity provider here");
        }
    }

    /** Notes what helps where tasks of a DAEMON service wait. */
    static void noteDaemon(final Daemon daemon, final int waiting, final Notes notes) {
        if (waiting > 0) {
            notes.add("ECS stops no other task to make room for one of a DAEMON service: stop or move a task there,"
                    + " or ask less");
        }
        if (!daemon.notDesired().isEmpty()) {
            notes.add("where the agent, an attribute, the zone or a constraint fails, a DAEMON service desires no"
                    + " task and counts none as missing; --verbose tells which instances those are");
        }
    }
}
