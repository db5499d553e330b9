package dev.berth.bench.simulation;

import java.util.Arrays;

/**
 * A binary heap of departures, the earliest first. Equal times come out in the order of {@code std::push_heap} and
 * {@code std::pop_heap} of libstdc++: a pushed entry rises while its parent is strictly later; at a pop the hole at the
 * root sinks to the bottom, towards the earlier child and the right one of equals, and the last entry is put there and
 * rises.
 */
final class DepartureHeap {
    private double[] days = new double[1 << 10];
    private int[] tasks = new int[1 << 10];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    double firstDays() {
        return days[0];
    }

    void push(final double time, final int task) {
        if (size == tasks.length) {
            days = Arrays.copyOf(days, 2 * size);
            tasks = Arrays.copyOf(tasks, 2 * size);
        }
        rise(size++, time, task);
    }

    int pop() {
        final int first = tasks[0];
        final double lastDays = days[--size];
        final int last = tasks[size];
        if (size > 0) {
            int hole = 0;
            int child = 0;
            while (child < (size - 1) / 2) {
                child = 2 * (child + 1);
                if (days[child] > days[child - 1]) {
                    child--;
                }
                move(child, hole);
                hole = child;
            }
            if (size % 2 == 0 && child == (size - 2) / 2) {
                child = 2 * (child + 1);
                move(child - 1, hole);
                hole = child - 1;
            }
            rise(hole, lastDays, last);
        }
        return first;
    }

    private void rise(final int from, final double time, final int task) {
        int hole = from;
        while (hole > 0 && days[(hole - 1) / 2] > time) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        days[hole] = time;
        tasks[hole] = task;
    }

    private void move(final int from, final int to) {
        days[to] = days[from];
        tasks[to] = tasks[from];
    }
}
