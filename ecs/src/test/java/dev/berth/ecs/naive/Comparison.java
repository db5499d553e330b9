package dev.berth.ecs.naive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a scenario through the plain replay and compares its answers with those given, line by line.
 *
 * <p>Answers are compared as JSON trees. Of an error the type and the line must be equal and the message must say
 * something; of a task definition the id must be equal, the specification leaves the rest open. A digest must be that
 * of an earlier checkpoint if and only if the state is that of then. What {@code random} chose is adopted, if it is one
 * of those that it may choose.
 */
final class Comparison {
    private final NaiveReplay naive;
    private final Adopted adopted = new Adopted();
    private final Map<String, String> digestOfState = new HashMap<>();
    private final Map<String, String> coreOfDigest = new HashMap<>();

    private Comparison(final boolean isFull) {
        naive = new NaiveReplay(isFull, adopted);
    }

    /**
     * The first difference.
     *
     * @param line of the input, from 1.
     * @param expected of the plain replay.
     * @param actual that was given.
     */
    record Difference(int line, String expected, String actual) {
        /** The scenario up to the difference, and what it is. */
        String describe(final List<String> lines) {
            return String.join("\n", lines.subList(0, Math.min(line, lines.size())))
                    + "\nline " + line + "\nexpected " + expected + "\nactual   " + actual;
        }
    }

    /**
     * The first difference, or null.
     *
     * @param lines of the scenario.
     * @param isFull the form of failures.
     * @param answers to be compared, one for each line that is not passed over.
     */
    static Difference first(final List<String> lines, final boolean isFull, final List<String> answers) {
        final Comparison comparison = new Comparison(isFull);
        int next = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (NaiveReplay.isPassedOver(lines.get(i))) {
                continue;
            }
            final String actual = next < answers.size() ? answers.get(next) : "nothing";
            final Difference difference = comparison.compare(lines.get(i), i + 1, actual);
            if (difference != null) {
                return difference;
            }
            next++;
        }
        return next == answers.size() ? null : new Difference(lines.size(), "no more", answers.get(next));
    }

    private Difference compare(final String line, final int number, final String text) {
        final JsonNode actual;
        try {
            actual = NaiveReplay.JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            return new Difference(number, "an answer in JSON", text);
        }
        adopted.actual = actual;
        final ObjectNode expected = naive.answer(line, number);
        if (expected.has("digest")) {
            final String fault = digestFault(actual);
            return fault == null ? null : new Difference(number, fault, text);
        }
        return comparable(expected).equals(comparable(actual))
                ? null
                : new Difference(number, expected.toString(), text);
    }

    // ---- forms -----------------------------------------------------------------------------------------------------

    /** Without what need not be equal, and with numbers as they are read. */
    private static JsonNode comparable(final JsonNode answer) {
        try {
            final JsonNode copy = NaiveReplay.JSON.readTree(answer.toString());
            if (copy.path("error") instanceof ObjectNode error
                    && !error.path("message").asText().isEmpty()) {
                error.put("message", "any");
            }
            if (copy.path("taskDefinition") instanceof ObjectNode definition) {
                definition.retain("taskDefinitionArn");
            }
            return copy;
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong with a digest; null = nothing. */
    private String digestFault(final JsonNode actual) {
        if (actual.size() != 1 || !actual.path("digest").isTextual()) {
            return "{\"digest\": …}";
        }
        final String digest = actual.get("digest").textValue();
        final String before = digestOfState.putIfAbsent(Canonical.full(naive.state()), digest);
        if (before != null && !before.equals(digest)) {
            return "the digest of the same state before, " + before;
        }
        final String core = Canonical.core(naive.state());
        final String sameDigest = coreOfDigest.putIfAbsent(digest, core);
        return sameDigest == null || sameDigest.equals(core) ? null : "another digest than that of " + sameDigest;
    }

    // ---- chance ----------------------------------------------------------------------------------------------------

    /** Takes what the answer to be compared took, if it may be taken; else there will be a difference. */
    private static final class Adopted implements Chooser {
        private JsonNode actual;

        @Override
        public Instance instance(final String taskId, final List<Instance> candidates) {
            for (final String member : List.of("tasks", "started")) {
                for (final JsonNode task : actual.path(member)) {
                    if (taskId.equals(task.path("taskArn").textValue())) {
                        return candidates.stream()
                                .filter(i -> i.arn.equals(
                                        task.path("containerInstanceArn").textValue()))
                                .findFirst()
                                .orElse(candidates.get(0));
                    }
                }
            }
            return candidates.get(0);
        }

        @Override
        public Task victim(final int stopped, final List<Task> candidates) {
            final String id = actual.path("stopped").path(stopped).path("taskArn").textValue();
            return candidates.stream()
                    .filter(task -> task.id.equals(id))
                    .findFirst()
                    .orElse(candidates.get(0));
        }
    }
}
