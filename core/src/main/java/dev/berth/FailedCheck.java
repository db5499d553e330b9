package dev.berth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A check that an instance fails, with what was asked of it and what remains. Immutable. */
public final class FailedCheck {
    private final Reason reason;
    private final @Nullable String resource;
    private final String detail;
    private final int asked;
    private final long remaining;

    /**
     * A check other than of an amount.
     *
     * @param reason one of the eligibility checks, {@link Reason#NOT_ACTIVE} or {@link Reason#OTHER_PROVIDER}.
     * @param detail what is wrong, for people.
     */
    public FailedCheck(final Reason reason, final String detail) {
        this.reason = Objects.requireNonNull(reason, "reason");
        this.detail = Objects.requireNonNull(detail, "detail");
        resource = null;
        asked = 0;
        remaining = 0;
    }

    /**
     * A check of an amount.
     *
     * @param reason CPU, MEMORY, GPU or ENI.
     * @param unit of the amounts, for people.
     * @param asked more than remains.
     * @param remaining less than is asked, may be negative.
     */
    public FailedCheck(final Reason reason, final String unit, final int asked, final long remaining) {
        this(Objects.requireNonNull(reason, "reason"), null, unit, asked, remaining);
    }

    /**
     * A check of a named resource.
     *
     * @param resource its name.
     * @param asked more than remains.
     * @param remaining less than is asked, may be negative.
     */
    public FailedCheck(final String resource, final int asked, final long remaining) {
        this(Reason.RESOURCE, Objects.requireNonNull(resource, "resource"), resource, asked, remaining);
    }

    private FailedCheck(
            final Reason reason,
            final @Nullable String resource,
            final String unit,
            final int asked,
            final long remaining) {
        this.reason = reason;
        this.resource = resource;
        this.asked = asked;
        this.remaining = remaining;
        detail = asked + " " + unit + " asked, " + remaining + " remain";
    }

    /**
     * Which check.
     *
     * @return one of the first {@value Reason#CHECKS} reasons, {@link Reason#NOT_ACTIVE} or
     *     {@link Reason#OTHER_PROVIDER}.
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The named resource that is short.
     *
     * @return one of {@link EngineConfig#resources()}; null for other checks.
     */
    public @Nullable String resource() {
        return resource;
    }

    /**
     * The check in words.
     *
     * @return the text of the reason; {@code RESOURCE:<name>} for a named resource.
     */
    public String check() {
        return resource == null ? reason.text() : reason.text() + ":" + resource;
    }

    /**
     * The amount that is asked.
     *
     * @return of CPU units, MiB, GPUs, slots or a named resource; 0 for other checks.
     */
    public int asked() {
        return asked;
    }

    /**
     * The amount that remains.
     *
     * @return of CPU units, MiB, GPUs, slots or a named resource, negative = over-committed; 0 for other checks.
     */
    public long remaining() {
        return remaining;
    }

    /**
     * What is asked and what is there, such as {@code 512 MiB asked, 100 remain}.
     *
     * @return for people.
     */
    public String detail() {
        return detail;
    }

    @Override
    public String toString() {
        return check() + " (" + detail + ")";
    }
}
