package dev.berth.ecs.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Reason;
import dev.berth.ecs.explain.Answer.Placed;
import dev.berth.ecs.explain.Fleet.Machine;
import dev.berth.service.CapacityProviders;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The answer for programs: one JSON object in ASCII, with its members in a fixed order. */
final class JsonAnswer {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** The separators that the AWS CLI writes. */
    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");

    private final Answer answer;
    private final JsonGenerator json;

    private JsonAnswer(final Answer answer, final JsonGenerator json) {
        this.answer = answer;
        this.json = json;
    }

    static String of(final Answer answer) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            final DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter(SEPARATORS)
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter));
            new JsonAnswer(answer, json).write();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private void write() throws IOException {
        json.writeStartObject();
        writeQuestion();
        json.writeNumberField("count", answer.asked().count());
        json.writeNumberField("placed", answer.placed().size());
        json.writeArrayFieldStart("tasks");
        for (int i = 0; i < answer.placed().size(); i++) {
            writePlaced(i + 1, answer.placed().get(i));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("failures");
        if (!answer.isComplete()) {
            writeReasons(answer.refusal());
        }
        json.writeEndArray();
        if (answer.waitsFor() != null) {
            json.writeStringField("waitsFor", answer.waitsFor());
        }
        if (answer.closest() != null) {
            json.writeObjectFieldStart("closest");
            writeNames(answer.closest());
            writeChecks(answer.refusal().closestFailures());
            json.writeEndObject();
        }
        writeHeadroom();
        writeVerdicts();
        json.writeArrayFieldStart("notes");
        for (final String note : answer.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeQuestion() throws IOException {
        final Asked asked = answer.asked();
        json.writeStringField("taskDefinition", asked.label());
        json.writeStringField("group", asked.group());
        writeDemand(asked.demand());
        json.writeArrayFieldStart("placementStrategy");
        for (final Map<String, String> strategy : asked.strategies()) {
            json.writeStartObject();
            for (final Map.Entry<String, String> member : strategy.entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        writeConstraints(asked.constraints());
        writeProviders(asked.providers());
        writeDaemon(answer.daemon());
        json.writeNumberField("seed", answer.seed());
        json.writeObjectFieldStart("instances");
        json.writeNumberField("active", answer.before().considered());
        json.writeNumberField("draining", answer.fleet().draining());
        json.writeNumberField("passedOver", answer.fleet().passedOver());
        json.writeNumberField("eligibleBefore", answer.before().eligible());
        json.writeEndObject();
    }

    private void writeConstraints(final List<Constraint> constraints) throws IOException {
        json.writeArrayFieldStart("placementConstraints");
        for (final Constraint constraint : constraints) {
            json.writeStartObject();
            json.writeStringField("type", constraint.isDistinctInstance() ? "distinctInstance" : "memberOf");
            if (!constraint.isDistinctInstance()) {
                json.writeStringField("expression", constraint.query().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeProviders(final CapacityProviders providers) throws IOException {
        if (providers == null) {
            return;
        }
        json.writeArrayFieldStart("capacityProviderStrategy");
        for (final CapacityProviders.Item item : providers.items()) {
            json.writeStartObject();
            json.writeStringField("capacityProvider", item.provider());
            json.writeNumberField("base", item.base());
            json.writeNumberField("weight", item.weight());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeDaemon(final Daemon daemon) throws IOException {
        if (daemon == null) {
            return;
        }
        json.writeObjectFieldStart("daemon");
        json.writeNumberField("desired", daemon.desired(answer.asked().count()));
        json.writeNumberField("running", daemon.has().size());
        json.writeNumberField("waiting", answer.asked().count() - answer.placed().size());
        json.writeArrayFieldStart("notDesired");
        for (final Map.Entry<Reason, Integer> entry : daemon.notDesired().entrySet()) {
            json.writeStartObject();
            json.writeStringField("reason", entry.getKey().text());
            json.writeNumberField("count", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeDemand(final Demand demand) throws IOException {
        json.writeObjectFieldStart("demand");
        json.writeNumberField("cpu", demand.cpuUnits());
        json.writeNumberField("memory", demand.memoryMib());
        json.writeNumberField("gpus", demand.gpus());
        json.writeNumberField("eniSlots", demand.eniSlots());
        writePorts("hostPorts", demand.tcpPorts());
        writePorts("hostUdpPorts", demand.udpPorts());
        json.writeEndObject();
    }

    private void writePorts(final String name, final List<Integer> ports) throws IOException {
        json.writeArrayFieldStart(name);
        for (final int port : ports) {
            json.writeNumber(port);
        }
        json.writeEndArray();
    }

    private void writePlaced(final int number, final Placed placed) throws IOException {
        json.writeStartObject();
        json.writeNumberField("task", number);
        writeNames(placed.machine());
        json.writeNumberField("remainingCpu", placed.cpuLeft());
        json.writeNumberField("remainingMemory", placed.memoryLeft());
        json.writeEndObject();
    }

    /** Writes the number of instances by the first check that each fails, as replay does. */
    private void writeReasons(final Explanation refusal) throws IOException {
        for (final Reason reason : Reasons.of(refusal)) {
            json.writeStartObject();
            json.writeStringField("reason", reason.text());
            json.writeNumberField("count", refusal.count(reason));
            json.writeEndObject();
        }
        if (refusal.considered() == 0) {
            json.writeStartObject();
            json.writeStringField("reason", "NO_CONTAINER_INSTANCE");
            json.writeNumberField("count", 0);
            json.writeEndObject();
        }
    }

    /** Writes how many more tasks would fit; at least so many if the number is not exact. */
    private void writeHeadroom() throws IOException {
        final Headroom headroom = answer.headroom();
        json.writeObjectFieldStart("headroom");
        json.writeNumberField("count", headroom.count());
        json.writeBooleanField("exact", headroom.reason() == Reason.NOTHING_ELIGIBLE);
        json.writeArrayFieldStart("then");
        if (headroom.rest() != null) {
            writeReasons(headroom.rest());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeVerdicts() throws IOException {
        if (answer.verdicts().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("asked");
        json.writeNumberField("task", answer.explainedTask());
        json.writeArrayFieldStart("instances");
        for (final Answer.Verdict verdict : answer.verdicts()) {
            json.writeStartObject();
            writeNames(verdict.machine());
            writeChecks(verdict.failed());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeNames(final Machine machine) throws IOException {
        json.writeStringField("containerInstanceArn", machine.arn());
        writeIfTold("ec2InstanceId", machine.instance().ec2InstanceId());
        writeIfTold("instanceType", machine.type());
        writeIfTold("availabilityZone", machine.zone());
        writeIfTold("capacityProviderName", machine.instance().capacityProvider());
    }

    private void writeIfTold(final String name, final String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void writeChecks(final List<FailedCheck> checks) throws IOException {
        json.writeArrayFieldStart("checks");
        for (final FailedCheck check : checks) {
            json.writeStartObject();
            json.writeStringField("reason", check.reason().text());
            json.writeStringField("detail", answer.asked().detail(check));
            if (check.asked() > 0) {
                json.writeNumberField("asked", check.asked());
                json.writeNumberField("remaining", check.remaining());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
