package dev.berth.bench.report.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The short names of policies, which fit beside a panel and stay unique. */
final class PolicyNames {
    private static final int MOST = 28;
    private static final int TAIL = 12;

    private PolicyNames() {}

    /** Returns a name of at most {@link #MOST} letters for each policy; a long name loses its middle. */
    static Map<String, String> shortened(final List<String> policies) {
        final Map<String, String> names = new HashMap<>();
        final Set<String> taken = new HashSet<>();
        for (final String policy : new ArrayList<>(policies)) {
            String name = cut(policy, MOST);
            for (int i = 2; !taken.add(name); i++) {
                final String end = " #" + i;
                name = cut(policy, MOST - end.length()) + end;
            }
            names.put(policy, name);
        }
        return names;
    }

    private static String cut(final String name, final int most) {
        return name.length() <= most
                ? name
                : name.substring(0, most - TAIL - 1) + "…" + name.substring(name.length() - TAIL);
    }
}
