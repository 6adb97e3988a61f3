package org.datawarp.producers.publish;

import java.util.List;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.UnreadableFile;

/**
 * A release that is complete in the raw topic.
 *
 * @param opened the attempt that sent it
 * @param unreadable what could not be read completely; a release that has any will be held
 */
public record PublishedRelease(ReleaseOpened opened, List<PublishedSheet> sheets, List<UnreadableFile> unreadable) {

    public PublishedRelease {
        sheets = List.copyOf(sheets);
        unreadable = List.copyOf(unreadable);
    }

    /** The identity of the attempt. */
    public String run() {
        return opened.run();
    }

    /** The rows of all sheets. */
    public long rows() {
        return sheets.stream().mapToLong(PublishedSheet::rows).sum();
    }
}
