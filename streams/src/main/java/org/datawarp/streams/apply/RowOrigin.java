package org.datawarp.streams.apply;

import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.SheetOpened;

/** Names the release, file and sheet of every rejection that one sheet gives. */
public record RowOrigin(ReleaseOpened release, SheetOpened sheet) {

    /**
     * @param row row number in the sheet, from 1; 0 for the sheet as a whole
     * @param place the dataset and column; either may be empty
     */
    public Rejection reject(int row, Place place, Reason reason, String found, String expected) {
        return new Rejection(
                sheet.run(),
                release.publication(),
                release.release(),
                sheet.file(),
                sheet.fileName(),
                sheet.name(),
                row,
                place.dataset(),
                place.column(),
                reason.code(),
                found,
                expected);
    }

    /**
     * The part of a manifest that a rejection is about.
     *
     * @param dataset its name, or empty
     * @param column the field's name, or empty
     */
    public record Place(String dataset, String column) {

        /** No dataset in particular. */
        public static final Place NONE = new Place("", "");
    }
}
