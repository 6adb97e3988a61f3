package org.datawarp.author.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.author.inspect.InspectedFile.FoundSheet;
import org.datawarp.author.inspect.InspectedFile.Refusal;
import org.datawarp.author.table.SheetInspector;
import org.datawarp.producers.read.FileFormat;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and describes what their sheets hold. Keeps no state between files, so several threads may use it at
 * once.
 */
public final class FileInspector {

    private static final int BUFFER_BYTES = 1 << 16;

    private final SheetSource reader;
    private final ReadLimits limits;
    private final int rowsKept;

    /**
     * Reads within limits.
     *
     * @param reader of the files; closed by its owner
     * @param rowsKept how many typed rows of each table to keep
     */
    public FileInspector(SheetSource reader, ReadLimits limits, int rowsKept) {
        this.reader = reader;
        this.limits = limits;
        this.rowsKept = rowsKept;
    }

    /**
     * Reads a file to its end; the result may be that it cannot be read.
     *
     * @throws IOException when the disk fails
     */
    public InspectedFile inspect(Path file) throws IOException {
        return inspect(file, publishedName(file));
    }

    /** @param name as published, if the file is stored under another */
    public InspectedFile inspect(Path file, String name) throws IOException {
        String digest = sha256(file);
        String format = "";
        Sheets sheets = new Sheets(name);
        try {
            format = FileFormat.of(file, name, limits).name().toLowerCase(Locale.ROOT);
            reader.read(file, name, Members.ALL, sheets);
            return new InspectedFile(
                    file.toString(), digest, format, sheets.found, Optional.empty(), sheets.unreadable);
        } catch (UnreadableFileException e) {
            Refusal refusal = refusal("", e);
            return new InspectedFile(file.toString(), digest, format, List.of(), Optional.of(refusal), List.of());
        }
    }

    private static Refusal refusal(String member, UnreadableFileException reason) {
        return new Refusal(member, reason.reason().code(), String.valueOf(reason.getMessage()));
    }

    /** Downloads often keep the escapes of their address. */
    private static String publishedName(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** One inspector for each sheet. */
    private final class Sheets implements SheetSink {

        private final String fileName;
        private final List<FoundSheet> found = new ArrayList<>();
        private final List<Refusal> unreadable = new ArrayList<>();
        private String member = "";
        private @Nullable SheetInspector inspector;

        private Sheets(String fileName) {
            this.fileName = fileName;
        }

        @Override
        public void opened(SheetHeader header) {
            member = header.member();
            inspector = new SheetInspector(
                    new SheetNames(fileName, header.member(), header.name(), header.hidden()), rowsKept);
        }

        @Override
        public void row(SheetRow row) {
            open().row(row);
        }

        @Override
        public void closed() {
            found.add(new FoundSheet(member, open().finish()));
            inspector = null;
        }

        @Override
        public void unreadable(String inner, UnreadableFileException reason) {
            unreadable.add(refusal(inner, reason));
        }

        private SheetInspector open() {
            SheetInspector open = inspector;
            if (open == null) {
                throw new IllegalStateException("A row or an end came before its sheet");
            }
            return open;
        }
    }
}
