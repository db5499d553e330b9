package dev.berth.internal.filter;

import dev.berth.query.Comparison;
import java.util.Arrays;

/**
 * One comparison, shared by the live queries that make it. Nothing is compared on a hot call: what a comparison says of
 * a value, a group or an instance is found out when that is first seen, and kept.
 */
abstract class Atom extends Node {
    final Comparison comparison;

    /** Higher than that of any atom made before. */
    final long number;

    private Filter[] users = new Filter[2];
    private int userTotal;

    Atom(final Comparison comparison, final long number) {
        this.comparison = comparison;
        this.number = number;
    }

    @Override
    public boolean holdsWith(final int ordinal, final int group, final int more) {
        return holds(ordinal);
    }

    @Override
    boolean readsTasks() {
        return false;
    }

    void addUser(final Filter filter) {
        if (userTotal == users.length) {
            users = Arrays.copyOf(users, 2 * userTotal);
        }
        users[userTotal++] = filter;
    }

    /** Takes off one use by a filter; true if none is left. */
    boolean removeUser(final Filter filter) {
        int at = 0;
        while (users[at] != filter) {
            at++;
        }
        users[at] = users[--userTotal];
        users[userTotal] = null;
        return userTotal == 0;
    }

    /** It holds where it did not, or the reverse: the filters that make it decide anew about the instance. */
    void changed(final int ordinal) {
        for (int i = 0; i < userTotal; i++) {
            users[i].renew(ordinal);
        }
    }
}
