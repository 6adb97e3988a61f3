package org.datawarp.schemas.status;

import java.time.Instant;
import java.util.List;

/**
 * How all publications stand: an object of the bucket. Everybody may read it: it holds nothing about the machines that
 * DataWarp runs on, and no text that was not written for it or published already.
 *
 * @param madeAt when it was put together
 * @param waits what publishing waits for, in words; empty while it does not
 * @param publications in the order of their names
 */
public record StatusReport(Instant madeAt, List<String> waits, List<PublicationStatus> publications) {

    /** Where it stands in the bucket. No dataset's name begins like this. */
    public static final String KEY = "datasets/_status.json";

    public StatusReport {
        waits = List.copyOf(waits);
        publications = List.copyOf(publications);
    }

    /** Whether it says the same as another, but for when it was made and pages were read. */
    public boolean isNoNewsAfter(StatusReport other) {
        return waits.equals(other.waits) && read(publications).equals(read(other.publications));
    }

    private static List<PublicationStatus> read(List<PublicationStatus> publications) {
        return publications.stream().map(PublicationStatus::withoutLook).toList();
    }
}
