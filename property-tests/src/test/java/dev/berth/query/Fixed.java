package dev.berth.query;

import dev.berth.InstanceView;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An instance that a query may be asked about. */
final class Fixed implements InstanceView {
    final Map<String, String> attributes = new HashMap<>();
    final Set<String> groups = new LinkedHashSet<>();
    int count;
    boolean connected = true;
    String version;
    String ec2;
    Instant registered;

    /** An instance that runs one task of each of some groups. */
    static Fixed running(final String... groups) {
        final Fixed fixed = new Fixed();
        fixed.groups.addAll(List.of(groups));
        fixed.count = groups.length;
        return fixed;
    }

    /** With an attribute; null = without a value. */
    Fixed with(final String name, final String value) {
        attributes.put(name, value);
        return this;
    }

    boolean satisfies(final String expression) {
        return Query.parse(expression).matches(this);
    }

    @Override
    public int ordinal() {
        return 0;
    }

    @Override
    public String id() {
        return "i-0";
    }

    @Override
    public boolean hasAttribute(final String name) {
        return attributes.containsKey(name);
    }

    @Override
    public String attribute(final String name) {
        return attributes.get(name);
    }

    @Override
    public int runningTasksCount() {
        return count;
    }

    @Override
    public boolean agentConnected() {
        return connected;
    }

    @Override
    public String agentVersion() {
        return version;
    }

    @Override
    public String ec2InstanceId() {
        return ec2;
    }

    @Override
    public Instant registeredAt() {
        return registered;
    }

    @Override
    public Set<String> groups() {
        return groups;
    }
}
