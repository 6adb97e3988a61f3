package org.datawarp.sinks.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Makes parts from rows and from unchanged row groups of other parts, in the order in which they come. So the cost of a
 * change depends on what changes, and not on what is beside it.
 *
 * <p>Owned by one thread. Closing discards what is unfinished; finished parts are the caller's.
 */
final class PartAssembly implements Closeable {

    private final PartFiles files;
    private final PartColumns columns;
    private final FoldLimits limits;
    private final PartRoller rows;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<LocalPart> written = new ArrayList<>();

    /** A row group and the file that it is in now. */
    private record Piece(Path file, BlockMetaData group) {}

    PartAssembly(PartFiles files, PartColumns columns, FoldLimits limits) {
        this.files = files;
        this.columns = columns;
        this.limits = limits;
        this.rows = new PartRoller(files, columns, limits);
    }

    /** @param row its values in the order of the columns */
    void write(List<@Nullable Object> row) throws IOException {
        rows.write(row);
    }

    /** @param group of the file, which has the same columns and stays until {@link #finish} */
    void append(Path file, BlockMetaData group) throws IOException {
        endRows();
        pieces.add(new Piece(file, group));
    }

    private void endRows() throws IOException {
        for (LocalPart part : rows.finish()) {
            written.add(part);
            for (BlockMetaData group : PartReader.groupsOf(part.file())) {
                pieces.add(new Piece(part.file(), group));
            }
        }
    }

    /** Ends all parts, in the order of their rows; none when there are no rows. */
    List<LocalPart> finish() throws IOException {
        if (pieces.isEmpty()) {
            return rows.finish();
        }
        endRows();
        List<LocalPart> parts = new ArrayList<>();
        int first = 0;
        while (first < pieces.size()) {
            int end = endOfPart(first);
            parts.add(assemble(pieces.subList(first, end)));
            first = end;
        }
        for (LocalPart part : written) {
            Files.delete(part.file());
        }
        return parts;
    }

    /** A part must not exceed the limit, because an object store accepts only so much in one request. */
    private int endOfPart(int first) {
        long bytes = pieces.get(first).group().getCompressedSize();
        long count = pieces.get(first).group().getRowCount();
        int next = first + 1;
        while (next < pieces.size()) {
            BlockMetaData group = pieces.get(next).group();
            bytes += group.getCompressedSize();
            count += group.getRowCount();
            if (bytes > limits.rollBytes() || count > limits.rollRows()) {
                break;
            }
            next++;
        }
        return next;
    }

    private LocalPart assemble(List<Piece> of) throws IOException {
        Path file = files.next();
        try (GroupWriter writer = new GroupWriter(file, columns)) {
            int first = 0;
            while (first < of.size()) {
                Path source = of.get(first).file();
                int end = first;
                while (end < of.size() && of.get(end).file().equals(source)) {
                    end++;
                }
                writer.append(
                        source,
                        of.subList(first, end).stream().map(Piece::group).toList());
                first = end;
            }
            writer.finish();
        }
        long count = of.stream().mapToLong(piece -> piece.group().getRowCount()).sum();
        return LocalPart.of(file, count, GroupPeriods.count(file));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
