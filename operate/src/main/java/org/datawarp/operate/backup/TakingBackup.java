package org.datawarp.operate.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.datawarp.operate.backup.BackupDescription.Kept;
import org.datawarp.operate.backup.BackupDescription.KeptFile;
import org.datawarp.operate.rebuild.PromotionLog;
import org.datawarp.operate.rebuild.UnrecordedAttempts;
import org.datawarp.operate.store.KeptRows;
import org.datawarp.operate.store.RebuildMark;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.name.ProgramVersion;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.streams.release.ReleaseStore;
import org.jspecify.annotations.Nullable;

/**
 * Copies what cannot be rebuilt, whether or not DataWarp runs. Decisions are read first and the archive last: files are
 * archived before the attempt that needs them is recorded, and rows are written before anything is decided on them. So
 * a backup also holds the sources of everything it records. Used by one thread.
 */
public final class TakingBackup {

    private static final List<String> RECORDS = List.of("releases", "manifests");

    private final Settings settings;
    private final Endpoints endpoints;
    private final PrintWriter out;
    private final BackupFolder target;
    private final @Nullable BackupFolder since;
    private final Archive archive;
    private final Map<Kept, KeptFile> kept = new EnumMap<>(Kept.class);
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private TakingBackup(
            Settings settings, Endpoints endpoints, PrintWriter out, BackupFolder target, @Nullable BackupFolder since)
            throws IOException {
        this.settings = settings;
        this.endpoints = endpoints;
        this.out = out;
        this.target = target;
        this.since = since;
        Path folder = archive(settings);
        if (!Files.isDirectory(folder)) {
            throw new BackupException(
                    ("Cannot take a backup: found no folder %s, expected the original files; run this on the machine"
                                    + " of the role fetch, over its data directory")
                            .formatted(folder));
        }
        this.archive = Archive.in(folder);
    }

    private static Path archive(Settings settings) {
        return settings.dataDirectory().resolve("archive");
    }

    /**
     * Takes one.
     *
     * @param folder the target; an earlier backup in it becomes this one
     * @param since an earlier backup to share files with if the file system can; null when there is none
     * @return whether the backup is complete
     * @throws BackupException when it must not be taken; the message says what to do
     */
    public static boolean take(
            Settings settings, Endpoints endpoints, PrintWriter out, Path folder, @Nullable Path since)
            throws IOException {
        BackupFolder earlier = since == null ? null : new BackupFolder(since);
        if (earlier != null) {
            earlier.requireDescription();
        }
        return new TakingBackup(settings, endpoints, out, new BackupFolder(folder), earlier).take();
    }

    private boolean take() throws IOException {
        target.prepare();
        Instant takenAt = InstantSource.system().instant();
        PromotionLog noted = PromotionLog.read(endpoints.kafkaProperties());
        KeptRows.Moment moment = keepRows();
        PromotionLog decisions = noted.with(moment.commits());
        refuseWhenSomethingIsGone(decisions);
        kept.put(Kept.DECISIONS, target.keep(Kept.DECISIONS, to -> DecisionsFile.write(decisions, to)));
        new UnrecordedAttempts(archive, new ReleaseStore(database()), endpoints.kafkaProperties())
                .record(decisions.commits())
                .forEach(lost -> problems.add("The archive has no record of " + lost
                        + "; a restored DataWarp would lack it until it is loaded again."));
        // Before the files that they refer to, since files are written before their records.
        kept.put(Kept.RECORDS, target.keep(Kept.RECORDS, to -> FolderZip.write(archive(settings), RECORDS, to)));
        keepFiles();
        keepManifests();
        counts.put("decisions", (long) decisions.commits().size());
        BackupDescription taken = new BackupDescription(
                BackupDescription.FORMAT, ProgramVersion.DATAWARP, moment.version(), takenAt, kept, counts);
        problems.addAll(new BackupCheck(target, taken).lackingFiles());
        target.complete(taken);
        problems.forEach(out::println);
        out.printf(
                "%s has everything that cannot be rebuilt: %s.%n",
                problems.isEmpty() ? target : target + " has, except for what is named above,",
                BackupCheck.words(taken));
        out.flush();
        return problems.isEmpty();
    }

    private DatabaseSettings database() {
        Settings.Database owner = endpoints.database();
        return owner.settings();
    }

    private KeptRows.Moment keepRows() throws IOException {
        if (RebuildMark.isSet(database())) {
            throw new BackupException(
                    "Cannot take a backup: the rebuild of PostgreSQL is not complete yet; finish it first with:"
                            + " ./datawarp rebuild --from raw");
        }
        AtomicReference<KeptRows.@Nullable Moment> moment = new AtomicReference<>();
        kept.put(Kept.ROWS, target.keep(Kept.ROWS, to -> {
            try (Writer lines = GzipLines.writer(to)) {
                moment.set(KeptRows.write(database(), lines));
            }
        }));
        KeptRows.Moment written = Objects.requireNonNull(moment.get());
        counts.putAll(written.rows());
        return written;
    }

    /** Decisions and archived files never disappear. If some have, this backup would replace a better one. */
    private void refuseWhenSomethingIsGone(PromotionLog decisions) throws IOException {
        Optional<BackupDescription> earlier = target.description();
        KeptFile before = earlier.map(known -> known.kept().get(Kept.DECISIONS)).orElse(null);
        if (earlier.isEmpty() || before == null || !BackupCheck.isSound(target.path(before), before.sha256())) {
            // There is no earlier backup, or it is damaged and no better than this one.
            return;
        }
        Set<String> now = decisions.commits().stream().map(Commit::run).collect(Collectors.toSet());
        long gone = DecisionsFile.read(target.read(before)).commits().stream()
                .filter(commit -> !now.contains(commit.run()))
                .count();
        if (gone > 0) {
            throw new BackupException(
                    ("Cannot take a backup into %s: the one of %s there has %d decisions on releases that neither"
                                    + " Kafka nor PostgreSQL has now. If a disk was lost, rebuild it first:"
                                    + " docs/rebuild.md. If this is another DataWarp, name another folder.")
                            .formatted(target, earlier.get().takenAt(), gone));
        }
        long files = 0;
        for (String digest : target.files(earlier.get())) {
            files += Files.exists(BackupFolder.archived(archive(settings), digest)) ? 0 : 1;
        }
        if (files > 0) {
            throw new BackupException(
                    ("Cannot take a backup into %s: the archive lacks %d files that the one of %s there has. Restore"
                                    + " them first: cp --recursive --no-clobber %1$s/archive/. %4$s")
                            .formatted(target, files, earlier.get().takenAt(), archive(settings)));
        }
    }

    private void keepFiles() throws IOException {
        Set<String> digests = new HashSet<>();
        long bytes = 0;
        long added = 0;
        for (Path file : archive.files()) {
            String digest = file.getFileName().toString();
            Path copy = target.archived(digest);
            if (!CheckedCopy.isThere(copy, file)) {
                if (!isLinked(digest, file, copy) && !CheckedCopy.copy(file, copy, digest)) {
                    problems.add(("The archive is damaged: the content of %s does not match its name, and is left out;"
                                    + " another backup may have it intact.")
                            .formatted(file));
                    continue;
                }
                added++;
            }
            digests.add(digest);
            bytes += Files.size(copy);
        }
        kept.put(Kept.FILES, target.keep(Kept.FILES, to -> {
            for (String digest : digests.stream().sorted().toList()) {
                to.write(BackupFolder.line(digest).getBytes(StandardCharsets.US_ASCII));
            }
        }));
        counts.put("files", (long) digests.size());
        counts.put("bytes", bytes);
        out.printf("%,d of %,d original files copied; the others were there already.%n", added, digests.size());
    }

    /** Shares a file with the earlier backup if possible: a shared file takes no space. */
    private boolean isLinked(String digest, Path file, Path copy) throws IOException {
        if (since == null || !CheckedCopy.isThere(since.archived(digest), file)) {
            return false;
        }
        Files.createDirectories(copy.getParent());
        try {
            Files.deleteIfExists(copy);
            Files.createLink(copy, since.archived(digest));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            // This file system cannot share files, or the backups are on different ones: copy instead.
            return false;
        }
    }

    private void keepManifests() throws IOException {
        Path folder = settings.manifests();
        if (Files.isDirectory(folder)) {
            kept.put(
                    Kept.MANIFESTS,
                    target.keep(
                            Kept.MANIFESTS,
                            to -> counts.put("manifests", (long) FolderZip.write(folder, List.of(), to))));
        }
    }
}
