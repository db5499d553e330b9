package dev.berth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The check of the names of named resources. */
final class ResourceNames {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");

    /** The resources that every engine has, in upper case. */
    private static final Set<String> TAKEN = Set.of("CPU", "MEMORY", "PORTS", "PORTS_UDP", "GPU", "ENI");

    private ResourceNames() {}

    static List<String> checked(final String... names) {
        Checks.inRange("number of resources", names.length, 0, EngineConfig.MAX_RESOURCES);
        for (int i = 0; i < names.length; i++) {
            final String name = Checks.nonEmpty("resource", names[i]);
            require(
                    ALLOWED.matcher(name).matches(),
                    name,
                    "a letter and at most 62 letters, digits, dots, underscores and hyphens");
            require(
                    !TAKEN.contains(name.toUpperCase(Locale.ROOT)),
                    name,
                    "another name than those of the resources that every engine has: CPU, MEMORY, PORTS, PORTS_UDP,"
                            + " GPU, ENI");
            require(Arrays.asList(names).indexOf(name) == i, name, "named once");
        }
        return List.of(names);
    }

    private static void require(final boolean holds, final String name, final String what) {
        if (!holds) {
            throw new IllegalArgumentException("resource is '" + name + "', must be " + what);
        }
    }
}
