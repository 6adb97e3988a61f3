package org.datawarp.schemas.row;

import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;

/**
 * A row or cell that does not fit.
 *
 * @param dataset the dataset it was meant for; empty when not known
 * @param column the field it was meant for; empty when the whole row is meant
 * @param reason a stable code: {@code unreadable-number}, {@code unreadable-date}, {@code missing-key}, ...
 * @param found as published
 * @param expected in words
 */
public record Rejection(
        String run,
        PublicationName publication,
        ReleaseName release,
        FileDigest file,
        String fileName,
        String sheetName,
        int row,
        String dataset,
        String column,
        String reason,
        String found,
        String expected) {

    /** {@code Cannot read referrals, adhd.xlsx > Table 3 > row 17: found "1,2x4", expected a whole number}. */
    @Override
    public String toString() {
        return "Cannot read %s, %s › %s › row %d: found \"%s\", expected %s"
                .formatted(column.isEmpty() ? dataset : column, fileName, sheetName, row, found, expected);
    }
}
