package dev.berth.internal.filter;

import dev.berth.query.Comparison;
import java.util.Arrays;

/**
 * One comparison of a query, shared by the live queries that make it. Its result for a value, a group or an instance is
 * computed when that is first seen, and kept. Hot calls read the result.
 */
abstract class Atom extends Node {
    final Comparison comparison;

    /** The number of the atom, which is higher than that of every earlier atom. */
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

    /** Removes one use by a filter, and answers whether no use is left. */
    boolean removeUser(final Filter filter) {
        int at = 0;
        while (users[at] != filter) {
            at++;
        }
        users[at] = users[--userTotal];
        users[userTotal] = null;
        return userTotal == 0;
    }

    /** Renews the bit of an instance in each filter that uses the atom, after the result of the atom has changed. */
    void changed(final int ordinal) {
        for (int i = 0; i < userTotal; i++) {
            users[i].renew(ordinal);
        }
    }
}
