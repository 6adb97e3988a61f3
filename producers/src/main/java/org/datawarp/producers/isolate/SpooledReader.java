package org.datawarp.producers.isolate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.SheetRow;

/**
 * Reads each file once, for callers that read it again and again: its content is stored on disk, and later reads use
 * the stored copy. Files must not change while this exists. Owned by one thread, which closes it; the stored copies are
 * deleted then.
 */
public final class SpooledReader implements SheetSource, AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final SheetSource reader;
    private final Path folder;
    private final Map<Content, Path> kept = new HashMap<>();

    private record Content(Path file, String name, Members members) {}

    /**
     * @param reader of the files; closed by its owner
     * @param workDirectory where it creates a folder of its own
     */
    public SpooledReader(SheetSource reader, Path workDirectory) throws IOException {
        this.reader = reader;
        Files.createDirectories(workDirectory);
        this.folder = Files.createTempDirectory(workDirectory, "spool-");
    }

    @Override
    public void read(Path file, String fileName, Members members, SheetSink sink) throws IOException {
        Content content = new Content(file, fileName, members);
        Path spool = kept.get(content);
        if (spool == null) {
            keep(content, sink);
        } else {
            replay(spool, sink);
        }
    }

    private void keep(Content content, SheetSink sink) throws IOException {
        Path spool = folder.resolve(Integer.toString(kept.size()));
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(spool), BUFFER_BYTES))) {
            FrameSink frames = new FrameSink(out);
            try {
                reader.read(content.file(), content.name(), content.members(), new Both(frames, sink));
                frames.done();
            } catch (UnreadableFileException e) {
                frames.refused(e);
                kept.put(content, spool);
                throw e;
            }
        }
        kept.put(content, spool);
    }

    private static void replay(Path spool, SheetSink sink) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(spool), BUFFER_BYTES))) {
            FrameReader frames = new FrameReader(in);
            while (!frames.isAtEnd()) {
                frames.next().giveTo(sink);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Passes everything to two sinks. */
    private record Both(SheetSink first, SheetSink second) implements SheetSink {

        @Override
        public void opened(SheetHeader header) throws IOException {
            first.opened(header);
            second.opened(header);
        }

        @Override
        public void row(SheetRow row) throws IOException {
            first.row(row);
            second.row(row);
        }

        @Override
        public void closed() throws IOException {
            first.closed();
            second.closed();
        }

        @Override
        public void unreadable(String member, UnreadableFileException reason) throws IOException {
            first.unreadable(member, reason);
            second.unreadable(member, reason);
        }
    }
}
