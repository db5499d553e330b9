package dev.berth.peers.fenzo;

import com.netflix.fenzo.VirtualMachineLease;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.mesos.Protos;

/** The single offer that a host makes. Its maps accept null, because Fenzo looks up null names in them. */
final class Host implements VirtualMachineLease {
    private final String name;
    private final double cpus;
    private final double memoryMib;
    private final long offered = System.currentTimeMillis();

    Host(final int ordinal, final int cpuUnits, final int memoryMib) {
        this.name = Integer.toString(ordinal);
        this.cpus = cpuUnits;
        this.memoryMib = memoryMib;
    }

    @Override
    public String getId() {
        return name;
    }

    @Override
    public long getOfferedTime() {
        return offered;
    }

    @Override
    public String hostname() {
        return name;
    }

    @Override
    public String getVMID() {
        return name;
    }

    /** Returns CPU units as cores, so that sums are exact. */
    @Override
    public double cpuCores() {
        return cpus;
    }

    @Override
    public double memoryMB() {
        return memoryMib;
    }

    @Override
    public double networkMbps() {
        return 0;
    }

    @Override
    public double diskMB() {
        return 0;
    }

    @Override
    public List<Range> portRanges() {
        return Collections.emptyList();
    }

    @Override
    public Protos.Offer getOffer() {
        return null;
    }

    @Override
    public Map<String, Protos.Attribute> getAttributeMap() {
        return Collections.emptyMap();
    }

    @Override
    public Double getScalarValue(final String scalar) {
        return null;
    }

    @Override
    public Map<String, Double> getScalarValues() {
        return Collections.emptyMap();
    }
}
