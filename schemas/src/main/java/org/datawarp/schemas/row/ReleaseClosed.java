package org.datawarp.schemas.row;

import java.util.List;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;

/**
 * A release is complete as far as its producer is concerned.
 *
 * @param sheets every sheet that was sent
 * @param unreadable every file, or ZIP member, that could not be read whole; a release that has one is held
 */
public record ReleaseClosed(
        String run,
        PublicationName publication,
        ReleaseName release,
        List<SheetClosed> sheets,
        List<UnreadableFile> unreadable)
        implements RawMessage, RowsMessage {

    public ReleaseClosed {
        sheets = List.copyOf(sheets);
        unreadable = List.copyOf(unreadable);
    }
}
