package org.datawarp.operate.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.operate.backup.BackupDescription.Kept;
import org.datawarp.operate.backup.BackupDescription.KeptFile;
import org.datawarp.operate.rebuild.Rebuild;
import org.datawarp.operate.rebuild.RebuildingDatabase;
import org.datawarp.operate.rebuild.RebuildingTopics;
import org.datawarp.operate.service.DataDirectoryException;
import org.datawarp.operate.service.IdleServices;
import org.datawarp.operate.service.RestoreMark;
import org.datawarp.operate.store.KeptRows;
import org.datawarp.operate.store.RebuildMark;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.database.DatabaseMigrations;
import org.datawarp.streams.release.ReleaseStore;

/**
 * Restores a backup, and rebuilds the rest from it: raw topics from the archive, tables from the raw topics and the
 * decisions. Each step adds only what is missing, so an interrupted restore can continue. A mark in the data directory
 * keeps DataWarp from starting before everything is done. Used by one thread.
 */
public final class Restoring {

    /** Files that any command creates in a data directory. */
    private static final Set<String> NOTHING = Set.of("logs", ".lock", "alive", "ports.properties");

    private final Settings settings;
    private final PrintWriter out;
    private final BackupFolder backup;
    private final BackupDescription description;
    private final BackupCheck.Damage damage;
    private boolean isComplete;

    private Restoring(
            Settings settings,
            PrintWriter out,
            BackupFolder backup,
            BackupDescription description,
            BackupCheck.Damage damage) {
        this.settings = settings;
        this.out = out;
        this.backup = backup;
        this.description = description;
        this.damage = damage;
        this.isComplete = damage.words().isEmpty();
    }

    /**
     * Checks every byte of a backup, without restoring it. Changes nothing.
     *
     * @return whether it is intact
     * @throws BackupException when there is none
     */
    public static boolean verify(Path folder, PrintWriter out) throws IOException {
        BackupFolder backup = new BackupFolder(folder);
        BackupDescription description = backup.requireDescription();
        BackupCheck.Damage damage = new BackupCheck(backup, description).damage();
        show(backup, description, damage, out);
        return damage.words().isEmpty();
    }

    private static void show(
            BackupFolder backup, BackupDescription description, BackupCheck.Damage damage, PrintWriter out) {
        out.printf(
                "%s was taken at %s by DataWarp %s: %s.%n",
                backup, description.takenAt(), description.datawarp(), BackupCheck.words(description));
        damage.words().forEach(out::println);
        if (damage.words().isEmpty()) {
            out.println("Every byte is intact.");
        }
        out.flush();
    }

    /**
     * Checks every byte of a backup, and whether it can be restored here. Changes nothing.
     *
     * @throws BackupException when there is no backup that this program can restore
     * @throws DataDirectoryException when something is in the data directory already
     */
    public static Restoring examine(Settings settings, Path folder, PrintWriter out) throws IOException {
        BackupFolder backup = new BackupFolder(folder);
        BackupDescription description = backup.requireDescription();
        if (description.database() > DatabaseMigrations.NEWEST) {
            throw new BackupException(
                    "Cannot restore %s: found a database of version %d in it, which DataWarp %s had, expected %d at most; use that DataWarp or a newer one"
                            .formatted(
                                    backup, description.database(), description.datawarp(), DatabaseMigrations.NEWEST));
        }
        requireRoom(settings.dataDirectory(), backup);
        BackupCheck.Damage damage = new BackupCheck(backup, description).damage();
        if (damage.isFatal()) {
            throw new BackupException(
                    "Cannot restore %s: %s".formatted(backup, String.join(System.lineSeparator(), damage.words())));
        }
        return new Restoring(settings, out, backup, description, damage);
    }

    private static void requireRoom(Path data, BackupFolder backup) throws IOException {
        Optional<String> begun = RestoreMark.of(data);
        if (begun.isPresent()) {
            if (!begun.get().equals(backup.toString())) {
                throw new DataDirectoryException(
                        ("Cannot restore %s into %s: another backup is being restored there; finish that first with:"
                                        + " ./datawarp restore %s --data-dir %2$s")
                                .formatted(backup, data, begun.get()));
            }
            return;
        }
        if (!Files.isDirectory(data)) {
            return;
        }
        try (Stream<Path> all = Files.list(data)) {
            String there = all.map(path -> path.getFileName().toString())
                    .filter(file -> !NOTHING.contains(file))
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!there.isEmpty()) {
                throw new DataDirectoryException(
                        "Cannot restore into %s: found %s in it, expected nothing. Restore into another folder: ./datawarp restore %s --data-dir <empty folder>; or delete what is there first: ./datawarp reset --data-dir %1$s"
                                .formatted(data, there, backup));
            }
        }
    }

    /** Prints what the backup holds, and what is damaged. */
    public void show() {
        show(backup, description, damage, out);
    }

    /** Whether nothing is missing, as far as is known so far. */
    public boolean isComplete() {
        return isComplete;
    }

    /** Restores everything, and reports its progress. When it is interrupted, the next one continues. */
    public void run() throws IOException, InterruptedException {
        Path data = settings.dataDirectory();
        RestoreMark.set(data, backup.toString());
        putBackArchive(data.resolve("archive"));
        putBackManifests();
        try (IdleServices services = IdleServices.open(settings)) {
            Endpoints endpoints = services.endpoints();
            putBackRows(endpoints);
            putBackDecisions(endpoints);
            rebuild(RebuildingTopics.examine(settings, services, out));
            rebuild(RebuildingDatabase.examine(endpoints, out));
        }
        RestoreMark.remove(data);
        out.println((isComplete ? "Everything is restored" : "Everything is restored, except what is named above")
                + "; start with: ./datawarp up");
        out.flush();
    }

    private void rebuild(Rebuild rebuild) throws IOException, InterruptedException {
        rebuild.show();
        if (rebuild.isNeeded()) {
            rebuild.run();
        }
        isComplete = isComplete && rebuild.isComplete();
    }

    private void putBackArchive(Path archive) throws IOException {
        long copied = 0;
        List<String> digests = backup.files(description);
        for (String digest : digests) {
            Path file = backup.archived(digest);
            Path place = BackupFolder.archived(archive, digest);
            if (damage.files().contains(digest) || CheckedCopy.isThere(place, file)) {
                continue;
            }
            if (!CheckedCopy.copy(file, place, digest)) {
                throw new IOException("Cannot copy %s: it has changed since it was checked".formatted(file));
            }
            copied++;
        }
        int records = FolderZip.unpack(backup.path(kept(Kept.RECORDS).orElseThrow()), archive);
        out.printf(
                "%,d of %,d original files copied to %s, and %,d records of attempts and manifests.%n",
                copied, digests.size(), archive, records);
        out.flush();
    }

    private Optional<KeptFile> kept(Kept what) {
        return damage.kept().contains(what)
                ? Optional.empty()
                : Optional.ofNullable(description.kept().get(what));
    }

    /** If manifests are there already, a person decides. */
    private void putBackManifests() throws IOException {
        Optional<KeptFile> zip = kept(Kept.MANIFESTS);
        if (zip.isEmpty()) {
            return;
        }
        Path file = backup.path(zip.get());
        Path folder = settings.manifests();
        boolean isThere = false;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                isThere = all.findAny().isPresent();
            }
        }
        if (!isThere) {
            out.printf("%,d files of manifests written to %s.%n", FolderZip.unpack(file, folder), folder);
            return;
        }
        List<String> different = FolderZip.differences(file, folder);
        out.println(
                different.isEmpty()
                        ? "The manifests in %s are those of the backup.".formatted(folder)
                        : ("The manifests in %s stay as they are; in the backup, %s differ. To use those: unzip -o %s"
                                        + " -d %1$s")
                                .formatted(folder, String.join(", ", different), file));
    }

    private static DatabaseSettings database(Endpoints endpoints) {
        Settings.Database owner = endpoints.database();
        return owner.settings();
    }

    private void putBackRows(Endpoints endpoints) throws IOException, InterruptedException {
        DatabaseSettings database = database(endpoints);
        Optional<KeptFile> rows = kept(Kept.ROWS);
        if (rows.isPresent()) {
            try (BufferedReader lines = backup.read(rows.get())) {
                Map<String, Long> counts = KeptRows.restore(database, description.database(), lines);
                out.printf(
                        "Restored: %,d events, what was remembered of %,d publications and %,d of their releases,"
                                + " and %,d alerts.%n",
                        counts.getOrDefault("events", 0L),
                        counts.getOrDefault("watches", 0L),
                        counts.getOrDefault("sightings", 0L),
                        counts.getOrDefault("alerts", 0L));
            }
        }
        DatabaseMigrations.migrate(database);
        if (new ReleaseStore(database).settledRuns().isEmpty()) {
            // Also for a PostgreSQL elsewhere, whose roles cannot see this data directory.
            RebuildMark.set(database);
        }
    }

    private void putBackDecisions(Endpoints endpoints) throws IOException, InterruptedException {
        Optional<KeptFile> decisions = kept(Kept.DECISIONS);
        if (decisions.isPresent()) {
            try (BufferedReader lines = backup.read(decisions.get())) {
                out.printf(
                        "%,d decisions recorded again.%n",
                        DecisionsFile.read(lines).addTo(endpoints.kafkaProperties()));
            }
        }
    }
}
