package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A replay, which reads one request a line, carries it out, and answers it on a line.
 *
 * <p>It holds the cluster and one line. Answers are flushed whenever the input has to be waited for, so that a program
 * may talk to it line by line. Output is ASCII: other characters are escaped.
 */
public final class Replay {
    /** The largest number of values, names and brackets of a line; the tree takes some 100 bytes for each. */
    private static final long MAX_TOKENS = 1 << 20;

    /** The places where Jackson's messages name the setting of a parser, which does not concern the reader. */
    private static final Pattern SETTING = Pattern.compile("(?:, from|: enable) `[^`]*`(?: to allow)?");

    private final JsonMapper mapper = mapper();
    private final ObjectReader reader = mapper.readerFor(JsonNode.class);
    private final Map<String, Operation> operations;
    private final boolean strict;

    /**
     * Creates a replay on an empty cluster.
     *
     * @param config limits and seed of the engine.
     * @param form in which refusals are written.
     * @param strict whether to stop at the first line that cannot be carried out.
     */
    public Replay(final EngineConfig config, final Failures.Form form, final boolean strict) {
        this(config, form, strict, false);
    }

    /**
     * Creates a replay on an empty cluster, which may compute required attributes.
     *
     * @param config limits and seed of the engine.
     * @param form in which refusals are written.
     * @param strict whether to stop at the first line that cannot be carried out.
     * @param derivesAttributes whether a task definition without required attributes gets those that ECS computes.
     */
    public Replay(
            final EngineConfig config,
            final Failures.Form form,
            final boolean strict,
            final boolean derivesAttributes) {
        this.strict = strict;
        operations = operations(new Cluster(config), form, derivesAttributes);
    }

    private static Map<String, Operation> operations(
            final Cluster cluster, final Failures.Form form, final boolean derivesAttributes) {
        final TaskIds taskIds = new TaskIds(cluster.tasks());
        final InstanceOperations instances = new InstanceOperations(cluster);
        final InstanceStateOperations states = new InstanceStateOperations(cluster);
        final AttributeOperations attributes = new AttributeOperations(cluster);
        final TaskOperations tasks = new TaskOperations(cluster);
        final ServiceOperations services = new ServiceOperations(cluster, form);
        final Checkpoint checkpoint = new Checkpoint(cluster, taskIds, services);
        final Map<String, Operation> operations = new LinkedHashMap<>();
        operations.put("RegisterContainerInstance", instances::register);
        operations.put("DescribeContainerInstances", instances::describe);
        operations.put("ListContainerInstances", instances::list);
        operations.put("PutAttributes", attributes::put);
        operations.put("DeleteAttributes", attributes::delete);
        operations.put("UpdateContainerInstancesState", states::updateState);
        operations.put("UpdateContainerAgentState", states::updateAgent);
        operations.put("DeregisterContainerInstance", states::deregister);
        operations.put("RegisterTaskDefinition",
                members -> cluster.definitions().register(members, derivesAttributes));
        operations.put("RunTask", new RunOperations(cluster, taskIds, form)::runTask);
        operations.put("StartTask", new StartOperations(cluster, taskIds, form)::startTask);
        operations.put("LoadTask", new LoadOperations(cluster)::loadTask);
        operations.put("UpdateTaskProtection", tasks::updateProtection);
        operations.put("StopTask", tasks::stopTask);
        operations.put("CreateService", services::create);
        operations.put("UpdateService", services::update);
        operations.put("DeleteService", services::delete);
        operations.put("Tick", members -> services.tick());
        operations.put("Checkpoint", members -> checkpoint.answer());
        return operations;
    }

    @FunctionalInterface
    private interface Operation {
        Answer carryOut(Members members);
    }

    /**
     * Answers every line.
     *
     * @param in the requests.
     * @param out receives the answers; is flushed, not closed.
     * @return false if a line could not be carried out and strictness stopped there.
     * @throws IOException if reading or writing fails.
     */
    public boolean run(final InputStream in, final OutputStream out) throws IOException {
        final LineReader lines = new LineReader(in);
        boolean go = true;
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.setRootValueSeparator(null);
            while (go && lines.next()) {
                go = answer(lines, json) || !strict;
                json.writeRaw('\n');
                if (lines.mayWait()) {
                    json.flush();
                }
            }
        }
        return go;
    }

    private boolean answer(final LineReader lines, final JsonGenerator json) throws IOException {
        Answer answer;
        boolean accepted = true;
        try {
            answer = carryOut(parsed(lines));
        } catch (final ApiException e) {
            answer = error(e.type(), e.getMessage(), lines.number());
            accepted = false;
        } catch (final IllegalArgumentException | LimitExceededException e) {
            answer = error("InvalidParameterException", e.getMessage(), lines.number());
            accepted = false;
        }
        json.writeStartObject();
        answer.write(json);
        json.writeEndObject();
        return accepted;
    }

    private Answer carryOut(final JsonNode line) {
        final Members members = Members.of(line);
        final String op = Values.needed("op", members.string("op"));
        final Operation operation = operations.get(op);
        if (operation == null) {
            throw ApiException.invalid(
                    "op is " + Values.quoted(op) + ", must be one of " + String.join(", ", operations.keySet()));
        }
        return operation.carryOut(members);
    }

    private JsonNode parsed(final LineReader lines) throws IOException {
        try {
            return lines.isPlain()
                    ? reader.readTree(lines.bytes(), 0, lines.length())
                    : reader.readTree(lines.text());
        } catch (final MismatchedInputException e) {
            throw ApiException.invalid("bad JSON: more follows the object, must be one object a line");
        } catch (final JsonProcessingException e) {
            throw ApiException.invalid("bad JSON: " + SETTING.matcher(e.getOriginalMessage()).replaceAll("")
                    + (e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr()));
        }
    }

    private static Answer error(final String type, final String message, final long line) {
        return json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("type", type);
            json.writeStringField("message", message);
            json.writeNumberField("line", line);
            json.writeEndObject();
        };
    }

    private static JsonMapper mapper() {
        final StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxStringLength(LineReader.MAX_LINE_BYTES)
                .maxNameLength(LineReader.MAX_LINE_BYTES)
                .maxTokenCount(MAX_TOKENS)
                .build();
        final JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .streamReadConstraints(limits)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
