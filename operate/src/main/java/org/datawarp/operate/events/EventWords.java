package org.datawarp.operate.events;

import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.Fact;

/** One event in words, and what to do about it. Leaves out the release, which the heading names. */
final class EventWords {

    private static final int DIGEST_SHOWN = 12;

    private EventWords() {}

    static String of(Event event) {
        return switch (event.type()) {
            case ROLE_STARTED -> "started: " + event.fact(Fact.ROLE);
            case ROLE_STOPPED -> "stopped: " + event.fact(Fact.ROLE);
            case ROLE_FAILED -> "failed: %s: %s".formatted(event.fact(Fact.ROLE), event.fact(Fact.MESSAGE));
            case PAGE_REJECTED -> "page could not be read: " + event.fact(Fact.MESSAGE);
            case RELEASE_FOUND, RELEASE_SEEN -> "found on its page: " + counted(event, Fact.FILES, "file");
            case FILE_FETCHED, FILE_REPLACED, FILE_REJECTED, SHEET_PUBLISHED, ROWS_REJECTED -> ofFile(event);
            case FETCH_PAUSED ->
                "waits to be fetched, for "
                        + event.fact(Fact.WAITS_FOR).stripTrailing().replace("\n", "; ");
            case FETCH_RESUMED -> "continues after %,d s".formatted(event.number(Fact.SECONDS));
            case RELEASE_FAILED -> "not published: " + event.fact(Fact.MESSAGE);
            case RELEASE_PUBLISHED ->
                "in the raw topic: %s, %s"
                        .formatted(counted(event, Fact.SHEETS, "sheet"), counted(event, Fact.ROWS, "row"));
            case RELEASE_STAGED -> "at the database, typed";
            case SHEET_REPEATED -> "%s: %s".formatted(event.fact(Fact.DATASET), event.fact(Fact.MESSAGE));
            case DATASET_CHANGED ->
                "%s: %s, %s".formatted(event.fact(Fact.DATASET), counted(event, Fact.ROWS, "row"), difference(event));
            case RELEASE_PROMOTED -> "visible in PostgreSQL: " + difference(event);
            case RELEASE_UNCHANGED -> "loaded again: nothing differs";
            case RELEASE_HELD -> "held, nothing of it is visible: " + event.fact(Fact.MESSAGE);
            case RELEASE_ROLLED_BACK -> "rolled back to what was visible before";
            case TRANSACTION_CAPTURED -> "in Kafka for the sink: " + counted(event, Fact.CHANGES, "change");
            case PUBLISHING_PAUSED -> "publishing waits for the budget of the store: " + event.fact(Fact.WAITS_FOR);
            case PUBLISHING_RESUMED -> "publishing continues after %,d s".formatted(event.number(Fact.SECONDS));
            case OBJECT_DAMAGED -> "damaged: " + event.fact(Fact.MESSAGE);
            case CATALOG_COMMITTED -> "published in catalogue version " + event.fact(Fact.VERSION);
            case RELEASE_LATE, RELEASE_MISSING, PUBLICATION_DISCONTINUED -> ofAbsence(event);
        };
    }

    private static String ofAbsence(Event event) {
        String words = switch (event.type()) {
            case RELEASE_LATE -> "late";
            case RELEASE_MISSING -> "missing, though others are due or there";
            default -> "no more releases are expected";
        };
        String latest = event.fact(Fact.LATEST);
        return "%s: expected %s (%s), the latest there is %s"
                .formatted(
                        words, event.fact(Fact.EXPECTED), event.fact(Fact.BASIS), latest.isEmpty() ? "none" : latest);
    }

    private static String ofFile(Event event) {
        String file = event.fact(Fact.FILE);
        String digest = event.fact(Fact.DIGEST);
        return switch (event.type()) {
            case FILE_FETCHED ->
                "fetched %s, %s (SHA-256 %s…)"
                        .formatted(
                                file,
                                bytes(event.number(Fact.BYTES)),
                                digest.substring(0, Math.min(DIGEST_SHOWN, digest.length())));
            case FILE_REPLACED ->
                "other bytes under the same address: %s, %s".formatted(file, event.fact(Fact.ADDRESS));
            case FILE_REJECTED -> "cannot use %s: %s".formatted(file, event.fact(Fact.MESSAGE));
            case ROWS_REJECTED -> "%s of %s did not fit".formatted(counted(event, Fact.REJECTED, "row"), sheet(event));
            default -> "read %s: %s".formatted(sheet(event), counted(event, Fact.ROWS, "row"));
        };
    }

    /** A CSV's only sheet has the name of the file. */
    private static String sheet(Event event) {
        String file = event.fact(Fact.FILE);
        String sheet = event.fact(Fact.SHEET);
        return sheet.isEmpty() || sheet.equals(file) ? file : file + " › " + sheet;
    }

    private static String difference(Event event) {
        return "%,d new, %,d changed, %,d gone"
                .formatted(event.number(Fact.INSERTED), event.number(Fact.UPDATED), event.number(Fact.DELETED));
    }

    private static String counted(Event event, Fact fact, String one) {
        long number = event.number(fact);
        return "%,d %s%s".formatted(number, one, number == 1 ? "" : "s");
    }

    private static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000 ? "%.1f kB".formatted(bytes / 1e3) : "%,.1f MB".formatted(bytes / 1e6);
    }

    /** What to do about a problem, if its message does not say so; empty when there is nothing to do. */
    static String advice(Event event) {
        String publication = event.publication();
        String release = event.release();
        return switch (event.type()) {
            case ROLE_FAILED ->
                "fix what it names, and start it again: it continues where it stopped; the log in its data directory"
                        + " has the details";
            case PAGE_REJECTED ->
                ("open the page in a browser; if it has moved, change links in the manifest of %s; it is checked"
                                + " again automatically")
                        .formatted(publication);
            case FILE_REJECTED, RELEASE_FAILED ->
                "it is retried automatically, or now with: ./datawarp load %s --release=%s"
                        .formatted(publication, release);
            case ROWS_REJECTED -> "see which, and how to fix them: ./datawarp rejections " + publication;
            case RELEASE_HELD ->
                "see what has changed, and correct it: ./datawarp repair %s --release=%s"
                        .formatted(publication, release);
            case PUBLISHING_PAUSED ->
                "see the costs: ./datawarp cost; raise the budget and start the sink again, or let it wait:"
                        + " docs/costs.md";
            case OBJECT_DAMAGED ->
                "stop DataWarp, ./datawarp rebuild --from changes, and start it again: docs/rebuild.md";
            case RELEASE_LATE, RELEASE_MISSING, PUBLICATION_DISCONTINUED ->
                "see what is expected when: ./datawarp calendar %1$s; if the publisher has moved it, change links or schedule in the manifest of %1$s"
                        .formatted(publication);
            default -> "";
        };
    }

    /** {@code ae-monthly 2025-03}; DataWarp itself when the event concerns no publication. */
    static String subject(Event event) {
        String subject = (event.publication() + " " + event.release()).strip();
        return subject.isEmpty() ? "datawarp" : subject;
    }
}
