package dev.berth.cluster.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.cluster.Shapes;
import dev.berth.workload.Dice;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The tests that instances and demands are read as they were written, field by field. */
class RecordsTest {
    private static final int AT = 13;

    private final InstanceCodec instances = new InstanceCodec();
    private final DemandCodec demands = new DemandCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(16);

    /** Returns what all accessors answer, found by reflection so that no field of a later version is forgotten. */
    private static Map<String, String> fields(final Object record) {
        final Map<String, String> fields = new TreeMap<>();
        for (final Method method : record.getClass().getDeclaredMethods()) {
            final int modifiers = method.getModifiers();
            if (Modifier.isPublic(modifiers)
                    && !Modifier.isStatic(modifiers)
                    && method.getParameterCount() == 0
                    && !Set.of("toString", "hashCode").contains(method.getName())) {
                try {
                    fields.put(method.getName(), String.valueOf(method.invoke(record)));
                } catch (final ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        if (record instanceof Instance instance) {
            instance.resources().keySet().forEach(name ->
                    fields.put("remaining of " + name, String.valueOf(instance.remainingResource(name))));
        }
        return fields;
    }

    /** Copies what was written into a buffer that ends with it, as a command does. */
    private UnsafeBuffer written(final int limit) {
        final byte[] bytes = new byte[limit];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private Instance sent(final Instance instance) {
        return instances.read(written(instances.write(instance, buffer, AT)), AT);
    }

    private Demand sent(final Demand demand) {
        return demands.read(written(demands.write(demand, buffer, AT)), AT);
    }

    @Test
    void randomInstancesAreReadAsWritten() {
        final Dice dice = new Dice(1);
        final Map<String, Set<String>> values = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            final Instance instance = Shapes.instance(dice, "i-" + i);
            final Map<String, String> fields = fields(instance);
            assertEquals(fields, fields(sent(instance)));
            assertEquals(new ArrayList<>(instance.attributes().keySet()),
                    new ArrayList<>(sent(instance).attributes().keySet()));
            fields.forEach((name, value) -> values.computeIfAbsent(name, key -> new TreeSet<>()).add(value));
        }
        values.forEach((name, met) -> assertTrue(met.size() > 1, () -> name + " is always " + met));
        assertEquals(18 + 2, values.size(), () -> "fields are " + values.keySet());
    }

    @Test
    void randomDemandsAreReadAsWritten() {
        final Dice dice = new Dice(2);
        final Map<String, Set<String>> values = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            final Demand demand = Shapes.demand(dice);
            assertEquals(demand, sent(demand));
            assertEquals(fields(demand), fields(sent(demand)));
            fields(demand).forEach((name, value) -> values.computeIfAbsent(name, key -> new TreeSet<>()).add(value));
        }
        values.forEach((name, met) -> assertTrue(met.size() > 1, () -> name + " is always " + met));
        assertEquals(9, values.size(), () -> "fields are " + values.keySet());
    }

    @Test
    void absentFieldsAreReadAsAbsent() {
        final Instance instance = Instance.builder("i").build();
        assertEquals(fields(instance), fields(sent(instance)));
        assertEquals(Demand.builder().build(), sent(Demand.builder().build()));
    }

    @Test
    void emptyVersionAndEc2IdAreReadAsNotKnown() {
        final Instance instance = Instance.builder("i").agentVersion("").ec2InstanceId("").build();
        assertEquals(fields(Instance.builder("i").build()), fields(sent(instance)));
    }

    @Test
    void extremesAreReadAsWritten() {
        final Instance.Builder builder = Instance.builder("\u0000 \n😀".repeat(2_000))
                .cpuUnits(Integer.MAX_VALUE)
                .remainingCpuUnits(Integer.MIN_VALUE)
                .gpus(Short.MAX_VALUE)
                .remainingGpus(Short.MIN_VALUE)
                .resource("disk", 5)
                .remainingResource("disk", Integer.MIN_VALUE)
                .remainingResource("only remaining", 3)
                .registeredAt(Instant.MIN);
        for (int i = 0; i < 50; i++) {
            builder.tcpPortInUse(65_535 - i).udpPortInUse(1 + i);
        }
        final Instance instance = builder.build();
        assertEquals(fields(instance), fields(sent(instance)));
        final Instance late = Instance.builder("i").registeredAt(Instant.MAX).build();
        assertEquals(fields(late), fields(sent(late)));
    }

    @Test
    void comparisonSeesADifferenceInEachField() {
        final Instance one = Instance.builder("i").resource("disk", 5).build();
        assertNotEquals(fields(one), fields(Instance.builder("i").resource("disk", 6).build()));
        assertNotEquals(fields(one),
                fields(Instance.builder("i").resource("disk", 5).remainingResource("disk", 4).build()));
        assertNotEquals(fields(one), fields(Instance.builder("i").resource("disk", 5).attribute("a", null).build()));
    }

    @Test
    void recordThatEndsTooEarlyIsNotRead() {
        final Dice dice = new Dice(3);
        final int end = instances.write(Shapes.instance(dice, "i"), buffer, AT);
        for (int limit = AT; limit < end; limit++) {
            final UnsafeBuffer cut = written(limit);
            assertThrows(IndexOutOfBoundsException.class, () -> instances.read(cut, AT));
        }
    }

    @Test
    void textThatCannotBeSentIsRefusedByName() {
        assertEquals(
                "attribute name has half of a surrogate pair at 1, must be text that UTF-8 can express",
                assertThrows(IllegalArgumentException.class, () ->
                                sent(Instance.builder("i").attribute("x\uD83D", null).build()))
                        .getMessage());
        assertEquals(
                "zone takes 65535 bytes, must be at most 65534 to be sent",
                assertThrows(IllegalArgumentException.class, () ->
                                sent(Demand.builder().zone("ü".repeat(32_767) + "z").build()))
                        .getMessage());
        final Demand longest = Demand.builder().zone("ü".repeat(32_767)).build();
        assertEquals(longest, sent(longest));
    }

    @Test
    void otherRecordIsRefused() {
        final UnsafeBuffer demand = written(demands.write(Demand.builder().build(), buffer, AT));
        assertEquals(
                "record is 10, must be 11",
                assertThrows(IllegalArgumentException.class, () -> instances.read(demand, AT)).getMessage());
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertEquals("abc", Texts.cut("abc", 8));
        assertEquals("12345678", Texts.cut("12345678", 8));
        assertEquals("12345...", Texts.cut("123456789", 8));
        assertEquals("1234...", Texts.cut("1234ü6789", 8));
        assertEquals("1...", Texts.cut("1😀678", 7));
    }
}
