package dev.berth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A check that an instance fails, with the amounts that are asked and remain. It is immutable. */
public final class FailedCheck {
    private final Reason reason;
    private final @Nullable String resource;
    private final String detail;
    private final int asked;
    private final long remaining;

    /**
     * Creates a failed check other than that of an amount.
     *
     * @param reason one of the eligibility checks, {@link Reason#NOT_ACTIVE} or {@link Reason#OTHER_PROVIDER}.
     * @param detail a text for people that says why the check fails.
     */
    public FailedCheck(final Reason reason, final String detail) {
        this.reason = Objects.requireNonNull(reason, "reason is null");
        this.detail = Objects.requireNonNull(detail, "detail is null");
        resource = null;
        asked = 0;
        remaining = 0;
    }

    /**
     * Creates a failed check of an amount.
     *
     * @param reason CPU, MEMORY, GPU or ENI.
     * @param unit the unit of the amounts, for people.
     * @param asked the amount that is asked, more than remains.
     * @param remaining the amount that remains; negative = over-committed.
     */
    public FailedCheck(final Reason reason, final String unit, final int asked, final long remaining) {
        this(Objects.requireNonNull(reason, "reason is null"), null, unit, asked, remaining);
    }

    /**
     * Creates a failed check of a named resource.
     *
     * @param resource the name of the resource.
     * @param asked the amount that is asked, more than remains.
     * @param remaining the amount that remains; negative = over-committed.
     */
    public FailedCheck(final String resource, final int asked, final long remaining) {
        this(Reason.RESOURCE, Objects.requireNonNull(resource, "resource is null"), resource, asked, remaining);
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
     * Returns the reason that stands for the check.
     *
     * @return one of the first {@value Reason#CHECKS} reasons, {@link Reason#NOT_ACTIVE} or
     *     {@link Reason#OTHER_PROVIDER}.
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns the named resource that is short.
     *
     * @return one of {@link EngineConfig#resources()}; null for a check of anything else.
     */
    public @Nullable String resource() {
        return resource;
    }

    /**
     * Returns the check in words.
     *
     * @return the text of the reason, or {@code RESOURCE:<name>} for a named resource.
     */
    public String check() {
        return resource == null ? reason.text() : reason.text() + ":" + resource;
    }

    /**
     * Returns the amount that is asked.
     *
     * @return the amount in CPU units, MiB, GPUs, ENI slots or units of a named resource; 0 for a check of anything
     *     else.
     */
    public int asked() {
        return asked;
    }

    /**
     * Returns the amount that remains.
     *
     * @return the amount in CPU units, MiB, GPUs, ENI slots or units of a named resource, negative = over-committed; 0
     *     for a check of anything else.
     */
    public long remaining() {
        return remaining;
    }

    /**
     * Returns the amounts that are asked and remain in words, such as {@code 512 MiB asked, 100 remain}.
     *
     * @return a text for people.
     */
    public String detail() {
        return detail;
    }

    @Override
    public String toString() {
        return check() + " (" + detail + ")";
    }
}
