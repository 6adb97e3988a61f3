package org.datawarp.operate.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.datawarp.operate.backup.BackupDescription.Kept;
import org.datawarp.operate.backup.BackupDescription.KeptFile;
import org.datawarp.producers.fetch.ReleaseRecords;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.ReleaseOpened;

/** Checks whether a backup is intact. Changes nothing. Used by one thread. */
final class BackupCheck {

    private final BackupFolder folder;
    private final BackupDescription description;

    BackupCheck(BackupFolder folder, BackupDescription description) {
        this.folder = folder;
        this.description = description;
    }

    /** The content of a backup. */
    static String words(BackupDescription description) {
        Map<String, Long> counts = description.counts();
        return "%,d original files of %,d bytes, %,d decisions on releases, %,d events, %,d files of manifests"
                .formatted(
                        counts.getOrDefault("files", 0L),
                        counts.getOrDefault("bytes", 0L),
                        counts.getOrDefault("decisions", 0L),
                        counts.getOrDefault("events", 0L),
                        counts.getOrDefault("manifests", 0L));
    }

    /**
     * What is damaged.
     *
     * @param kept beside the archive
     * @param files archived ones, by digest
     * @param words for each damage, what is damaged, what is lost with it, and what to do
     */
    record Damage(Set<Kept> kept, Set<String> files, List<String> words) {

        Damage {
            kept = Set.copyOf(kept);
            files = Set.copyOf(files);
            words = List.copyOf(words);
        }

        /** Whether the intact files are enough to know what to rebuild. */
        boolean isFatal() {
            return kept.contains(Kept.FILES) || kept.contains(Kept.RECORDS);
        }
    }

    /** Reads every byte. */
    Damage damage() throws IOException {
        Set<Kept> kept = new HashSet<>();
        Set<String> files = new HashSet<>();
        List<String> words = new ArrayList<>();
        for (Map.Entry<Kept, KeptFile> entry : description.kept().entrySet()) {
            Path path = folder.path(entry.getValue());
            if (!isSound(path, entry.getValue().sha256())) {
                kept.add(entry.getKey());
                words.add("%s. With it is lost: %s. Restore a copy of it from another place, or take another backup."
                        .formatted(state(path), lostWith(entry.getKey())));
            }
        }
        if (!kept.contains(Kept.FILES)) {
            for (String digest : folder.files(description)) {
                if (!isSound(folder.archived(digest), digest)) {
                    files.add(digest);
                }
            }
        }
        Map<String, Set<String>> needed = kept.contains(Kept.RECORDS) || files.isEmpty() ? Map.of() : releasesByFile();
        for (String digest : new TreeSet<>(files)) {
            Set<String> releases = needed.getOrDefault(digest, Set.of());
            words.add(("%s. With it is lost: %s. Restore a copy of it from another backup, or fetch the publisher's"
                            + " current file: %s")
                    .formatted(
                            state(folder.archived(digest)),
                            releases.isEmpty() ? "no release" : String.join(", ", releases),
                            "./datawarp load <publication> --release <release> --again, once this is restored."));
        }
        return new Damage(kept, files, words);
    }

    static boolean isSound(Path file, String sha256) throws IOException {
        return Files.exists(file) && CheckedCopy.digest(file).equals(sha256);
    }

    private static String state(Path file) {
        return Files.exists(file)
                ? "%s differs from what was written".formatted(file)
                : "%s is missing".formatted(file);
    }

    private static String lostWith(Kept kept) {
        return switch (kept) {
            case FILES -> "the list of original files, so that nothing can be restored";
            case RECORDS -> "which attempts there were, so that nothing can be restored";
            case DECISIONS ->
                "when each decision was made, and with which manifest: each attempt is read with the manifest and"
                        + " the time that it was opened with, and rollbacks are lost";
            case ROWS -> "the events, what was learned about publishers' habits, and who was notified of which alert";
            case MANIFESTS -> "the folder of manifests; those that were in force are in the archive";
        };
    }

    /** Missing files that an attempt needs. */
    List<String> lackingFiles() throws IOException {
        Set<String> there = new HashSet<>(folder.files(description));
        List<String> lacking = new ArrayList<>();
        releasesByFile().forEach((digest, releases) -> {
            if (!there.contains(digest)) {
                lacking.add(("The archive lacks the file %s, which %s was read from. Restore it from another backup, or"
                                + " fetch the publisher's current file: ./datawarp load <publication> --release"
                                + " <release> --again")
                        .formatted(digest, String.join(", ", releases)));
            }
        });
        return lacking;
    }

    /** The releases that were read from each file. */
    private Map<String, Set<String>> releasesByFile() throws IOException {
        Map<String, Set<String>> releases = new LinkedHashMap<>();
        KeptFile records = description.kept().get(Kept.RECORDS);
        if (records == null) {
            return releases;
        }
        FolderZip.read(folder.path(records), (name, content) -> {
            if (name.startsWith("releases/")) {
                try {
                    ReleaseOpened opened = ReleaseRecords.release(content);
                    for (PublishedFile file : opened.files()) {
                        releases.computeIfAbsent(file.digest().value(), digest -> new TreeSet<>())
                                .add(opened.publication() + " " + opened.release());
                    }
                } catch (JsonProcessingException e) {
                    throw new IOException("Cannot read the record %s".formatted(name), e);
                }
            }
        });
        return releases;
    }
}
