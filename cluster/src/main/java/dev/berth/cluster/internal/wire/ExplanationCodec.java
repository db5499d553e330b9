package dev.berth.cluster.internal.wire;

import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Reason;
import dev.berth.cluster.internal.codec.ExplanationRecordDecoder;
import dev.berth.cluster.internal.codec.ExplanationRecordEncoder;
import dev.berth.cluster.internal.codec.FailedCheckRecordDecoder;
import dev.berth.cluster.internal.codec.FailedCheckRecordEncoder;
import dev.berth.cluster.internal.codec.FailedChecksAnswerDecoder;
import dev.berth.cluster.internal.codec.FailedChecksAnswerEncoder;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.HeadroomAnswerDecoder;
import dev.berth.cluster.internal.codec.HeadroomAnswerEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The codec of the answers to why a placement is refused and how many more fit: {@link Explanation},
 * {@link FailedCheck} and {@link Headroom}. It is not thread-safe.
 */
public final class ExplanationCodec {
    private final List<String> resources;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExplanationRecordEncoder explanation = new ExplanationRecordEncoder();
    private final FailedCheckRecordEncoder check = new FailedCheckRecordEncoder();
    private final FailedChecksAnswerEncoder checks = new FailedChecksAnswerEncoder();
    private final HeadroomAnswerEncoder headroom = new HeadroomAnswerEncoder();

    private final MessageHeaderDecoder readHeader = new MessageHeaderDecoder();
    private final ExplanationRecordDecoder readExplanation = new ExplanationRecordDecoder();
    private final FailedCheckRecordDecoder readCheck = new FailedCheckRecordDecoder();
    private final FailedChecksAnswerDecoder readChecks = new FailedChecksAnswerDecoder();
    private final HeadroomAnswerDecoder readHeadroom = new HeadroomAnswerDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer();
    private final UnsafeBuffer checkView = new UnsafeBuffer();

    /**
     * Creates a codec.
     *
     * @param resources the named resources of the engine whose explanations are written; none to read only.
     */
    public ExplanationCodec(final List<String> resources) {
        this.resources = resources;
    }

    /**
     * Writes an explanation.
     *
     * @param value the explanation.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field.
     * @return the offset after the field.
     */
    public int write(final Explanation value, final MutableDirectBuffer buffer, final int at) {
        explanation
                .wrapAndApplyHeader(buffer, Nested.begin(at), header)
                .considered(value.considered())
                .closestOrdinal(value.closestOrdinal());
        final ExplanationRecordEncoder.CountsEncoder counts = explanation.countsCount(Reason.CHECKS);
        for (int reason = 0; reason < Reason.CHECKS; reason++) {
            counts.next().instances(value.count(Reason.values()[reason]));
        }
        final ExplanationRecordEncoder.ResourcesEncoder named = explanation.resourcesCount(resources.size());
        for (final String resource : resources) {
            named.next().instances(value.count(resource)).name(resource);
        }
        final List<FailedCheck> failures = value.closestFailures();
        final ExplanationRecordEncoder.ClosestFailuresEncoder closest =
                explanation.closestFailuresCount(failures.size());
        for (final FailedCheck failure : failures) {
            closest.next();
            explanation.limit(write(failure, buffer, explanation.limit()));
        }
        return Nested.end(buffer, at, explanation.limit());
    }

    /**
     * Reads an explanation.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field.
     * @return the explanation.
     */
    public Explanation readExplanation(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, view);
        Nested.check(readHeader.wrap(view, 0), ExplanationRecordDecoder.TEMPLATE_ID);
        readExplanation.wrapAndApplyHeader(view, 0, readHeader);
        final int[] counts = new int[Reason.CHECKS];
        final ExplanationRecordDecoder.CountsDecoder count = readExplanation.counts();
        for (int reason = 0; count.hasNext(); reason++) {
            counts[reason] = count.next().instances();
        }
        final Map<String, Integer> named = new LinkedHashMap<>();
        for (final ExplanationRecordDecoder.ResourcesDecoder resource : readExplanation.resources()) {
            final int number = resource.instances();
            named.put(Texts.read(view, readExplanation.limit()), number);
            resource.skipName();
        }
        final List<FailedCheck> failures = new ArrayList<>();
        for (final ExplanationRecordDecoder.ClosestFailuresDecoder failure : readExplanation.closestFailures()) {
            failures.add(readCheck(view, readExplanation.limit()));
            failure.skipCheck();
        }
        return new Explanation(
                readExplanation.considered(), counts, named, readExplanation.closestOrdinal(), failures);
    }

    /**
     * Writes the checks that an instance fails.
     *
     * @param failures the checks.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field.
     * @return the offset after the field.
     */
    public int write(final List<FailedCheck> failures, final MutableDirectBuffer buffer, final int at) {
        checks.wrapAndApplyHeader(buffer, Nested.begin(at), header);
        final FailedChecksAnswerEncoder.ChecksEncoder group = checks.checksCount(failures.size());
        for (final FailedCheck failure : failures) {
            group.next();
            checks.limit(write(failure, buffer, checks.limit()));
        }
        return Nested.end(buffer, at, checks.limit());
    }

    /**
     * Reads the checks that an instance fails.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field.
     * @return the checks.
     */
    public List<FailedCheck> readFailedChecks(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, view);
        Nested.check(readHeader.wrap(view, 0), FailedChecksAnswerDecoder.TEMPLATE_ID);
        readChecks.wrapAndApplyHeader(view, 0, readHeader);
        final List<FailedCheck> failures = new ArrayList<>();
        for (final FailedChecksAnswerDecoder.ChecksDecoder failure : readChecks.checks()) {
            failures.add(readCheck(view, readChecks.limit()));
            failure.skipCheck();
        }
        return List.copyOf(failures);
    }

    /**
     * Writes a headroom.
     *
     * @param value the headroom.
     * @param buffer the buffer, which grows as needed.
     * @param at the offset of the field.
     * @return the offset after the field.
     */
    public int write(final Headroom value, final MutableDirectBuffer buffer, final int at) {
        headroom.wrapAndApplyHeader(buffer, Nested.begin(at), header)
                .count(value.count())
                .reason((byte) value.reason().code())
                .exact(value.isExact() ? Flag.YES : Flag.NO);
        final Explanation rest = value.rest();
        final int field = headroom.limit();
        return Nested.end(
                buffer, at, rest == null ? Nested.end(buffer, field, Nested.begin(field)) : write(rest, buffer, field));
    }

    /**
     * Reads a headroom.
     *
     * @param buffer the buffer, which ends with the message around the field.
     * @param at the offset of the field.
     * @return the headroom.
     */
    public Headroom readHeadroom(final DirectBuffer buffer, final int at) {
        final UnsafeBuffer answer = new UnsafeBuffer();
        Texts.wrapNested(buffer, at, answer);
        Nested.check(readHeader.wrap(answer, 0), HeadroomAnswerDecoder.TEMPLATE_ID);
        readHeadroom.wrapAndApplyHeader(answer, 0, readHeader);
        final @Nullable Explanation rest =
                readHeadroom.restLength() == 0 ? null : readExplanation(answer, readHeadroom.limit());
        return new Headroom(
                readHeadroom.count(),
                Reason.of(readHeadroom.reason()),
                rest,
                Texts.flag("exact", readHeadroom.exactRaw()));
    }

    private int write(final FailedCheck failure, final MutableDirectBuffer buffer, final int at) {
        final String resource = failure.resource();
        check.wrapAndApplyHeader(buffer, Nested.begin(at), header)
                .reason((byte) failure.reason().code())
                .asked(failure.asked())
                .remaining(failure.remaining())
                .resource(resource == null ? "" : resource)
                .detail(failure.detail());
        return Nested.end(buffer, at, check.limit());
    }

    private FailedCheck readCheck(final DirectBuffer buffer, final int at) {
        Texts.wrapNested(buffer, at, checkView);
        Nested.check(readHeader.wrap(checkView, 0), FailedCheckRecordDecoder.TEMPLATE_ID);
        readCheck.wrapAndApplyHeader(checkView, 0, readHeader);
        final Reason reason = Reason.of(readCheck.reason());
        final int asked = readCheck.asked();
        final long remaining = readCheck.remaining();
        final String resource = Texts.read(checkView, readCheck.limit());
        readCheck.skipResource();
        final String detail = Texts.read(checkView, readCheck.limit());
        if (!resource.isEmpty()) {
            return new FailedCheck(resource, asked, remaining);
        }
        final boolean isOfAmount =
                switch (reason) {
                    case CPU, MEMORY, GPU, ENI -> true;
                    default -> false;
                };
        return isOfAmount
                ? new FailedCheck(reason, unit(detail, asked, remaining), asked, remaining)
                : new FailedCheck(reason, detail);
    }

    /** Returns the unit in the detail of the check of an amount, such as {@code 512 MiB asked, 100 remain}. */
    private static String unit(final String detail, final int asked, final long remaining) {
        final int from = (asked + " ").length();
        return detail.substring(from, detail.length() - (" asked, " + remaining + " remain").length());
    }
}
