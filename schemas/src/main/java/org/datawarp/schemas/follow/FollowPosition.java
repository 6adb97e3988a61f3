package org.datawarp.schemas.follow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a dataset was followed. Save it together with the result of its update, and continue from it.
 *
 * @param changesOffset of {@code datawarp.changes.<dataset>}: what is read next
 * @param transactionsOffset of {@code datawarp.transactions}: what is read next
 * @param endLsn of the last transaction that was applied
 */
public record FollowPosition(long changesOffset, long transactionsOffset, long endLsn) {

    private static final Pattern TEXT = Pattern.compile("(\\d+):(\\d+):(\\d+)");

    /**
     * Parses the result of {@link #toString}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static FollowPosition parse(String text) {
        Matcher numbers = TEXT.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException(
                    "Cannot follow from a position: found \"%s\", expected three numbers such as 1204:37:27301888"
                            .formatted(text));
        }
        return new FollowPosition(
                Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)), Long.parseLong(numbers.group(3)));
    }

    /** As text, to be saved. */
    @Override
    public String toString() {
        return changesOffset + ":" + transactionsOffset + ":" + endLsn;
    }
}
