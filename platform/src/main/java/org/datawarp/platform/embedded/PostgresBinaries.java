package org.datawarp.platform.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the class path into a directory that many databases may share. */
final class PostgresBinaries {

    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final int ANY_EXECUTE_BIT = 0111;

    private PostgresBinaries() {}

    /**
     * The folder that holds {@code bin}, {@code lib} and {@code share}; unpacked first if it is absent. Safe when
     * several processes ask at once: each unpacks aside and the first to finish wins.
     *
     * @param cache where to unpack; created if absent
     */
    static Path unpackedIn(Path cache) throws IOException {
        byte[] archive = archive();
        Path home = cache.resolve("postgres-" + digest(archive));
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(cache);
        Path aside = cache.resolve(".unpacking-" + UUID.randomUUID());
        unpack(archive, aside);
        try {
            Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            Directories.delete(aside);
        }
        return home;
    }

    private static byte[] archive() throws IOException {
        String name = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new EmbeddedStartException(
                        "Cannot find PostgreSQL's programs: found no " + name + " on the class path, expected the one"
                                + " for this platform; build on this platform, or set POSTGRES_HOST to use a server of"
                                + " your own.",
                        null);
            }
            return in.readAllBytes();
        }
    }

    /** The name under which Zonky's jars hold the programs of a platform, given in Java's terms. */
    static String archiveName(String system, String processor) {
        String family = system.toLowerCase(Locale.ROOT).split(" ", 2)[0].replace("mac", "darwin");
        String architecture = processor.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + family + "-" + architecture + ".txz";
    }

    private static String digest(byte[] archive) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(sha256, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new FileAlreadyExistsException(entry.getName(), null, "leads out of the archive");
                }
                unpackEntry(tar, entry, path);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & ANY_EXECUTE_BIT) != 0) {
            Files.setPosixFilePermissions(path, PROGRAM);
        }
    }
}
