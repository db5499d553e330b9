package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;

/**
 * Move To Front: the first instance that fits in a list, whose front is then the instance of the placement. On a fixed
 * fleet the list begins with all instances by number; in bins it has the bins with a task.
 *
 * <p>The rule is that of S. Kamali and A. López-Ortiz, "Efficient online strategies for renting servers in the cloud",
 * SOFSEM 2015. A placement costs as many steps as the list has before the instance.
 */
final class MoveToFront implements Policy {
    private int[] list = new int[16];
    private int size;
    private int at;

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        if (!cluster.opensBins()) {
            size = cluster.size();
            list = new int[size];
            Arrays.setAll(list, i -> i);
        }
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        for (at = 0; at < size; at++) {
            if (cluster.fits(request, list[at])) {
                return list[at];
            }
        }
        return NONE;
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        if (at == size) {
            list = size < list.length ? list : Arrays.copyOf(list, 2 * size);
            size++;
        }
        System.arraycopy(list, 0, list, 1, at);
        list[0] = instance;
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        if (cluster.opensBins() && cluster.tasksOn(instance) == 0) {
            int position = 0;
            while (list[position] != instance) {
                position++;
            }
            System.arraycopy(list, position + 1, list, position, --size - position);
        }
    }
}
