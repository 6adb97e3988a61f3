package org.datawarp.producers.read;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.datawarp.schemas.row.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Texts in a file, read back in groups: cells often refer to neighbouring texts. All texts are added first, then read.
 * Owned by one reading; closing deletes the file.
 */
final class SpilledTexts implements Closeable {

    private static final int GROUP = 16;
    private static final int CACHED_GROUPS = 256;

    /** A larger group is read again each time, so that long texts do not fill the memory. */
    private static final int MOST_CACHED_BYTES = 1 << 16;

    private static final int BUFFER_BYTES = 1 << 18;

    private final Path file;
    private final FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long[] groupStarts = new long[1024];
    private int count;
    private long written;
    private final Cell[][] cache = new Cell[CACHED_GROUPS][];
    private final int[] cachedGroup = new int[CACHED_GROUPS];

    private SpilledTexts(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        Arrays.fill(cachedGroup, -1);
    }

    static SpilledTexts in(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "texts-", ".tmp");
        return new SpilledTexts(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    void add(String text) throws IOException {
        int bytes = Integer.BYTES + text.length() * Character.BYTES;
        if (buffer.remaining() < bytes) {
            flush();
        }
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocate(bytes);
        }
        if (count % GROUP == 0) {
            if (count / GROUP == groupStarts.length) {
                groupStarts = Arrays.copyOf(groupStarts, groupStarts.length * 2);
            }
            groupStarts[count / GROUP] = written + buffer.position();
        }
        buffer.putInt(text.length());
        // Not UTF-8: half a surrogate pair must be read back unchanged.
        buffer.asCharBuffer().put(text);
        buffer.position(buffer.position() + text.length() * Character.BYTES);
        count++;
    }

    int count() {
        return count;
    }

    /** @param index from 0, below {@link #count} */
    Cell cell(int index) throws IOException {
        int group = index / GROUP;
        int slot = group % CACHED_GROUPS;
        @Nullable Cell @Nullable [] cached = cache[slot];
        if (cached == null || cachedGroup[slot] != group) {
            return read(group, slot)[index % GROUP];
        }
        return cached[index % GROUP];
    }

    private Cell[] read(int group, int slot) throws IOException {
        flush();
        boolean last = (group + 1) * GROUP >= count;
        long start = groupStarts[group];
        int bytes = Math.toIntExact((last ? written : groupStarts[group + 1]) - start);
        ByteBuffer content = ByteBuffer.allocate(bytes);
        while (content.hasRemaining()) {
            if (channel.read(content, start + content.position()) < 0) {
                throw new EOFException("The work file " + file.getFileName() + " was cut short while it was in use");
            }
        }
        content.flip();
        Cell[] cells = new Cell[last ? count - group * GROUP : GROUP];
        for (int i = 0; i < cells.length; i++) {
            CharBuffer text = content.slice(content.position() + Integer.BYTES, content.getInt() * Character.BYTES)
                    .asCharBuffer();
            content.position(content.position() + text.length() * Character.BYTES);
            cells[i] = Cell.text(text.toString());
        }
        if (bytes <= MOST_CACHED_BYTES) {
            cache[slot] = cells;
            cachedGroup[slot] = group;
        }
        return cells;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            written += channel.write(buffer, written);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
