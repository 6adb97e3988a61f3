package org.datawarp.streams.release;

/**
 * A sheet whose rows of a dataset are also in other sheets of its release, and were taken from there.
 *
 * @param sheet its file, its name and its number within the release
 * @param rows how many rows of it were not taken
 * @param takenFrom the sheets that have them, and why those were preferred
 */
public record RepeatedSheet(String sheet, long rows, String takenFrom) {

    /** {@code all 198 rows of b.csv (sheet 2) are also in a.csv (sheet 1), which comes first: taken from there}. */
    @Override
    public String toString() {
        return "all %,d rows of %s are also in %s: taken from there".formatted(rows, sheet, takenFrom);
    }
}
