package org.datawarp.sinks.object;

import java.time.Instant;
import java.util.Locale;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.schemas.setting.StoreBudget;

/**
 * Publishing waits for its budget.
 *
 * @param what of which there is not enough
 * @param used so far: bytes that are stored, or calls in this month
 * @param needed how much more was requested
 * @param most the budget
 * @param since when the waiting began
 */
public record StoreWait(R2Price what, long used, long needed, long most, Instant since) {

    /** As {@code 9,876 class A calls this month, 1 more needed, at most 10,000}. */
    @Override
    public String toString() {
        String calls = " calls this month";
        return switch (what) {
            case STORED ->
                String.format(
                        Locale.ROOT,
                        "%,d bytes are stored, %,d more needed, at most %,d: waits until older versions are deleted, or"
                                + " for a restart with a larger budget",
                        used,
                        needed,
                        most);
            case CLASS_A -> calls("class A (writes and lists)" + calls);
            case CLASS_B -> calls("class B (reads)" + calls);
        };
    }

    private String calls(String named) {
        return String.format(
                Locale.ROOT,
                "%,d of %s, at most %,d with %d kept back for the sink's notes: waits for the next month (UTC), or for a"
                        + " restart with a larger budget",
                used,
                named,
                most,
                StoreBudget.KEPT_BACK);
    }
}
