package dev.berth.ecs.naive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The plain {@code berth replay}: one line in, its answer out. */
final class NaiveReplay {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final State state = new State();
    private final InstanceOperations instances;
    private final TaskOperations tasks;
    private final ServiceOperations services;

    /**
     * A replay of nothing yet.
     *
     * @param isFull the form of failures: that of each instance, or counts.
     * @param chooser what {@code random} takes.
     */
    NaiveReplay(final boolean isFull, final Chooser chooser) {
        final Checks checks = new Checks(state);
        final Ranking ranking = new Ranking(state);
        final Placer placer = new Placer(state, checks, ranking, chooser);
        instances = new InstanceOperations(state, checks);
        final Failures failures = new Failures(checks, isFull);
        tasks = new TaskOperations(state, checks, placer, failures);
        services = new ServiceOperations(state, new Scheduler(state, checks, ranking, placer, chooser), failures);
    }

    State state() {
        return state;
    }

    /** Whether a line is passed over. */
    static boolean isPassedOver(final String line) {
        return line.isBlank() || line.startsWith("#");
    }

    /**
     * The answer to a line.
     *
     * @param line that is not passed over.
     * @param number of the line in the input, from 1.
     */
    ObjectNode answer(final String line, final int number) {
        try {
            return carryOut(JSON.readTree(line));
        } catch (final JsonProcessingException e) {
            return error(Refusal.invalid(e.getOriginalMessage()), number);
        } catch (final Refusal e) {
            return error(e, number);
        }
    }

    private static ObjectNode error(final Refusal refusal, final int number) {
        final ObjectNode answer = Answers.object();
        answer.putObject("error")
                .put("type", refusal.type())
                .put("message", refusal.getMessage())
                .put("line", number);
        return answer;
    }

    private ObjectNode carryOut(final JsonNode request) {
        final String op = request.path("op").textValue();
        Refusal.require(op != null && Shapes.BY_OPERATION.containsKey(op), "op is " + request.path("op"));
        Shapes.BY_OPERATION.get(op).check(request, op);
        return switch (op) {
            case "RegisterContainerInstance" -> instances.register(request);
            case "DescribeContainerInstances" -> instances.describe(request);
            case "ListContainerInstances" -> instances.list(request);
            case "PutAttributes" -> instances.attributes(request, true);
            case "DeleteAttributes" -> instances.attributes(request, false);
            case "UpdateContainerInstancesState" -> instances.updateState(request);
            case "UpdateContainerAgentState" -> instances.updateAgent(request);
            case "DeregisterContainerInstance" -> instances.deregister(request);
            case "RegisterTaskDefinition" -> tasks.define(request);
            case "RunTask" -> tasks.run(request);
            case "StartTask" -> tasks.start(request);
            case "LoadTask" -> tasks.load(request);
            case "UpdateTaskProtection" -> tasks.protect(request);
            case "StopTask" -> tasks.stop(request);
            case "CreateService" -> services.create(request);
            case "UpdateService" -> services.update(request);
            case "DeleteService" -> services.delete(request);
            case "Tick" -> services.tick();
            default -> Answers.object().put("digest", "");
        };
    }
}
