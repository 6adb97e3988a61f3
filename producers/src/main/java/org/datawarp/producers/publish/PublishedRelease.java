package org.datawarp.producers.publish;

import java.util.List;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.UnreadableFile;

/**
 * A release that is complete in the raw topic.
 *
 * @param opened the attempt that put it there
 * @param unreadable what could not be read whole; a release that has any is going to be held
 */
public record PublishedRelease(ReleaseOpened opened, List<PublishedSheet> sheets, List<UnreadableFile> unreadable) {

    public PublishedRelease {
        sheets = List.copyOf(sheets);
        unreadable = List.copyOf(unreadable);
    }

    /** Names the attempt. */
    public String run() {
        return opened.run();
    }

    /** Of all sheets. */
    public long rows() {
        return sheets.stream().mapToLong(PublishedSheet::rows).sum();
    }
}
