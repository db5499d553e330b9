package dev.berth.bench.compare;

import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.SimulatedCluster;
import java.util.LinkedHashMap;
import java.util.Map;

/** A few measures. */
final class Measures implements Observer {
    private final Events events;
    private final SimulatedCluster cluster;
    private final double end;
    private long placed;
    private long refused;
    private double askedHours;
    private double refusedHours;
    private int mostInUse;

    Measures(final Events events, final SimulatedCluster cluster) {
        this.events = events;
        this.cluster = cluster;
        double last = 0;
        for (int task = 0; task < events.tasks(); task++) {
            last = Math.max(last, events.arrivalDays(task));
        }
        end = last;
    }

    private double hours(final Request request) {
        final double departs = Math.min(end, events.departureDays(request.id()));
        return request.amount(0) / 1024 * 24 * Math.max(0, departs - request.arrivalDays());
    }

    @Override
    public void placed(final Request request, final int instance) {
        placed++;
        askedHours += hours(request);
        mostInUse = Math.max(mostInUse, cluster.inUse());
    }

    @Override
    public void refused(final Request request) {
        refused++;
        askedHours += hours(request);
        refusedHours += hours(request);
    }

    long placed() {
        return placed;
    }

    Map<String, Double> values() {
        final Map<String, Double> values = new LinkedHashMap<>();
        values.put("placed", (double) placed);
        values.put("refused", (double) refused);
        values.put("refused_percent", 100.0 * refused / Math.max(1, placed + refused));
        values.put("refused_core_hours_percent", askedHours == 0 ? 0 : 100 * refusedHours / askedHours);
        values.put("instances_in_use_most", (double) mostInUse);
        return values;
    }
}
