package org.datawarp.operate.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.datawarp.operate.backup.BackupDescription.Kept;
import org.datawarp.operate.backup.BackupDescription.KeptFile;
import org.datawarp.producers.fetch.DurableFile;

/**
 * The folder of a backup: archived files under their digests in {@code archive}, all other files in {@code kept}, also
 * under digests, and {@code backup.json}, which names the files that count. So a backup into the folder of an earlier
 * one adds only what is new, and the earlier one stays valid until the last step.
 */
final class BackupFolder {

    private static final String DESCRIPTION = "backup.json";
    private static final String KEPT = "kept";
    private static final String ARCHIVE = "archive";
    private static final Set<String> OURS = Set.of(DESCRIPTION, KEPT, ARCHIVE);
    private static final String PART = ".part";

    private final Path folder;

    BackupFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Writes a file to keep. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Creates the folder. @throws BackupException when it holds something that does not belong to a backup */
    void prepare() throws IOException {
        DurableFile.createFolder(folder.resolve(KEPT));
        DurableFile.createFolder(folder.resolve(ARCHIVE));
        try (Stream<Path> all = Files.list(folder)) {
            String strange = all.map(path -> path.getFileName().toString())
                    .filter(name -> !OURS.contains(name) && !name.endsWith(PART))
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!strange.isEmpty()) {
                throw new BackupException(
                        "Cannot take a backup into %s: found %s in it, expected an empty folder or an earlier backup; name another folder"
                                .formatted(folder, strange));
            }
        }
    }

    /** The description of the backup; empty when there is no complete one. */
    Optional<BackupDescription> description() throws IOException {
        Path file = folder.resolve(DESCRIPTION);
        return Files.exists(file)
                ? Optional.of(BackupDescription.fromJson(Files.readAllBytes(file)))
                : Optional.empty();
    }

    /**
     * @throws BackupException when there is no complete backup in it, or it has a format that this program does not
     *     read
     */
    BackupDescription requireDescription() throws IOException {
        BackupDescription found = description()
                .orElseThrow(() -> new BackupException(
                        ("Cannot use %s: found no %s in it, expected a backup; if a backup was interrupted there,"
                                        + " take it again with: ./datawarp backup %1$s")
                                .formatted(folder, DESCRIPTION)));
        if (found.format() > BackupDescription.FORMAT) {
            throw new BackupException(
                    "Cannot use %s: found a backup of format %d, which DataWarp %s took, expected format %d at most; use that DataWarp or a newer one"
                            .formatted(folder, found.format(), found.datawarp(), BackupDescription.FORMAT));
        }
        return found;
    }

    /** Keeps a file. When this returns, the file is durable. */
    KeptFile keep(Kept what, Content content) throws IOException {
        Path draft = Files.createTempFile(folder.resolve(KEPT), "", PART);
        try {
            MessageDigest digest = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(draft), digest)) {
                content.writeTo(out);
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            KeptFile kept = new KeptFile(what.fileName(sha256), sha256, Files.size(draft));
            DurableFile.move(draft, path(kept));
            return kept;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Makes this the folder's backup, and deletes what earlier ones kept and this one does not need. */
    void complete(BackupDescription description) throws IOException {
        Path draft = Files.createTempFile(folder, DESCRIPTION, PART);
        Files.write(draft, description.toJson());
        DurableFile.move(draft, folder.resolve(DESCRIPTION));
        Set<String> needed =
                description.kept().values().stream().map(KeptFile::name).collect(Collectors.toSet());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve(KEPT))) {
            for (Path file : all) {
                if (!needed.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    Path path(KeptFile file) {
        return folder.resolve(KEPT).resolve(file.name());
    }

    /** Where an archived file is, or would be. */
    Path archived(String sha256) {
        return archived(folder.resolve(ARCHIVE), sha256);
    }

    /** The same layout as {@link org.datawarp.producers.fetch.Archive}. */
    static Path archived(Path archive, String sha256) {
        return archive.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** The lines of a kept file, read lazily. */
    BufferedReader read(KeptFile file) throws IOException {
        InputStream bytes = Files.newInputStream(path(file));
        InputStream text = file.name().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
    }

    /** The digests of all archived files in a backup. */
    List<String> files(BackupDescription description) throws IOException {
        List<String> digests = new ArrayList<>();
        KeptFile list = description.kept().get(Kept.FILES);
        if (list != null) {
            try (BufferedReader lines = read(list)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    digests.add(line.substring(0, line.indexOf(' ')));
                }
            }
        }
        return digests;
    }

    /** A line of the list of files; {@code sha256sum --check} reads it in the folder of the backup. */
    static String line(String sha256) {
        return "%s  %s/%s/%1$s\n".formatted(sha256, ARCHIVE, sha256.substring(0, 2));
    }

    Path folder() {
        return folder;
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
