package dev.berth.ecs.replay;

import java.util.ArrayList;
import java.util.List;

/** The tasks of services that one operation has started and stopped, each in the order in which it happened. */
record Changes(List<RunningTask> started, List<RunningTask> stopped) {
    static Changes none() {
        return new Changes(new ArrayList<>(), new ArrayList<>());
    }
}
