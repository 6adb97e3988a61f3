package org.datawarp.schemas.setting;

/**
 * How much of a store may be used before publishing waits.
 *
 * @param storedBytes kept at a time
 * @param classA writes, copies and lists in a calendar month (UTC)
 * @param classB reads in a calendar month (UTC)
 */
public record StoreBudget(long storedBytes, long classA, long classB) {

    /** No limit. */
    public static final StoreBudget NONE = new StoreBudget(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Calls that the sink needs to record its usage. They are kept back from the budget, so that recording does not
     * exceed it. A start in a month whose budget is used up takes two of these.
     */
    public static final long KEPT_BACK = 20;

    /** How much of one thing may be used: bytes or calls. */
    public long most(R2Price of) {
        return switch (of) {
            case STORED -> storedBytes;
            case CLASS_A -> classA;
            case CLASS_B -> classB;
        };
    }

    /** Whether there is a budget for it. */
    public boolean isSet(R2Price of) {
        return most(of) != Long.MAX_VALUE;
    }

    /** How much may be used for publishing itself: bytes or calls. */
    public long usable(R2Price of) {
        return of == R2Price.STORED || !isSet(of) ? most(of) : most(of) - KEPT_BACK;
    }
}
