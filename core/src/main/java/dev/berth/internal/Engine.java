package dev.berth.internal;
import dev.berth.*;
import java.util.Map;
public final class Engine {
    private static UnsupportedOperationException no() { return new UnsupportedOperationException(); }
    private final Work work = new Work();
    public Engine(EngineConfig c) {}
    public Work work() { return work; }
    public static long footprintBytes(EngineConfig c) { throw no(); }
    public int register(Instance i) { throw no(); }
    public void deregister(int o, boolean f) { throw no(); }
    public int setActive(int o, boolean a) { throw no(); }
    public int setAgentConnected(int o, boolean a) { throw no(); }
    public void resize(int o,int a,int b,int c,int d) { throw no(); }
    public void reserve(int o,int a,int b,int c,int d) { throw no(); }
    public void setAttributeByName(int o,String n,String v) { throw no(); }
    public boolean removeAttributeByName(int o,String n) { throw no(); }
    public int internAttribute(String n,String v) { throw no(); }
    public void releaseAttribute(int a) { throw no(); }
    public int setAttribute(int o,int a) { throw no(); }
    public int removeAttribute(int o,int a) { throw no(); }
    public int define(Demand d) { throw no(); }
    public void dropDemand(int d) { throw no(); }
    public int plan(int d,Chain c,Constraint[] k) { throw no(); }
    public void dropPlan(int p) { throw no(); }
    public String explainPlan(int p) { throw no(); }
    public int group(String n) { throw no(); }
    public void closeGroup(int g) { throw no(); }
    public void prepare(int p,int g) { throw no(); }
    public long place(int p,int g,Exclusion x) { throw no(); }
    public long placeOn(int p,int g,int o) { throw no(); }
    public int canPlace(int p,int g) { throw no(); }
    public long adopt(int d,int g,int o,boolean c) { throw no(); }
    public int release(long t) { throw no(); }
    public int instanceOf(long t) { throw no(); }
    public int groupOf(long t) { throw no(); }
    public int demandOf(long t) { throw no(); }
    public long firstTaskOn(int o) { throw no(); }
    public long nextTaskOn(long t) { throw no(); }
    public long firstTaskIn(int g) { throw no(); }
    public long nextTaskIn(long t) { throw no(); }
    public int instanceCount() { throw no(); }
    public int ordinalLimit() { throw no(); }
    public int taskCount() { throw no(); }
    public int tasksOn(int o) { throw no(); }
    public int tasksIn(int g) { throw no(); }
    public boolean isRegistered(int o) { throw no(); }
    public boolean isActive(int o) { throw no(); }
    public boolean isAgentConnected(int o) { throw no(); }
    public String instanceId(int o) { throw no(); }
    public int ordinalOf(String s) { throw no(); }
    public Map<String,String> attributes(int o) { throw no(); }
    public int remainingCpuUnits(int o) { throw no(); }
    public int remainingMemoryMib(int o) { throw no(); }
    public int remainingGpus(int o) { throw no(); }
    public int remainingEniSlots(int o) { throw no(); }
    public Instance describe(int o) { throw no(); }
    public String groupName(int g) { throw no(); }
    public Demand demand(int d) { throw no(); }
    public Explanation explain(int p,int g) { throw no(); }
    public long digest() { throw no(); }
    public void validate() { throw no(); }
}
