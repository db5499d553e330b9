package dev.berth.bench.report.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The short names of policies, which fit beside a panel and stay unique. */
final class PolicyNames {
    private static final int TAIL = 12;
    private static final double LETTER = 7.5;

    private PolicyNames() {}

    /** Returns the width that the names of policies need, in pixels, which is at most a limit. */
    static int width(final List<String> policies, final int most) {
        return policies.stream()
                .mapToInt(policy -> (int) Math.min(most, Math.ceil(LETTER * policy.length())))
                .max()
                .orElse(0);
    }

    /** Returns a name for each policy that fits into a width, in pixels; a name that is too long loses its middle. */
    static Map<String, String> within(final List<String> policies, final int width) {
        final int most = (int) (width / LETTER);
        final Map<String, String> names = new HashMap<>();
        final Set<String> taken = new HashSet<>();
        for (final String policy : new ArrayList<>(policies)) {
            String name = cut(policy, most);
            for (int i = 2; !taken.add(name); i++) {
                final String end = " #" + i;
                name = cut(policy, most - end.length()) + end;
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
