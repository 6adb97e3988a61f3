package org.datawarp.schemas.status;

import java.time.Instant;
import java.util.List;

/**
 * The status of all publications: an object of the bucket. It is public: it holds nothing about the machines that
 * DataWarp runs on, and only texts that were written for it or are published already.
 *
 * @param madeAt when it was put together
 * @param waits what publishing waits for, in words; empty while it does not wait
 * @param publications in the order of their names
 */
public record StatusReport(Instant madeAt, List<String> waits, List<PublicationStatus> publications) {

    /** Its key in the bucket. No dataset's name begins like this. */
    public static final String KEY = "datasets/_status.json";

    public StatusReport {
        waits = List.copyOf(waits);
        publications = List.copyOf(publications);
    }

    /** Whether it says the same as another, ignoring when it was made and when pages were read. */
    public boolean isNoNewsAfter(StatusReport other) {
        return waits.equals(other.waits) && read(publications).equals(read(other.publications));
    }

    private static List<PublicationStatus> read(List<PublicationStatus> publications) {
        return publications.stream().map(PublicationStatus::withoutLook).toList();
    }
}
