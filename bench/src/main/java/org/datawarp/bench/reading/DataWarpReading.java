package org.datawarp.bench.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;

/** This reader: in this process, or where a source runs it. */
final class DataWarpReading {

    private DataWarpReading() {}

    static Rival.Count read(Path file) throws IOException {
        Path work = Files.createTempDirectory("reading");
        try {
            return read(new FileReader(work, ReadLimits.DEFAULT)::read, file);
        } finally {
            Files.delete(work);
        }
    }

    static Rival.Count read(SheetSource source, Path file) throws IOException {
        Counting counting = new Counting();
        source.read(file, file.getFileName().toString(), Members.ALL, counting);
        return new Rival.Count(counting.rows, counting.cells, counting.chars);
    }

    private static final class Counting implements SheetSink {

        private long rows;
        private long cells;
        private long chars;

        @Override
        public void opened(SheetHeader header) {}

        @Override
        public void row(SheetRow row) {
            rows += row.cells().isEmpty() ? 0 : 1;
            for (Cell cell : row.cells()) {
                if (cell.kind() != CellKind.BLANK) {
                    cells++;
                    chars += cell.text().length();
                }
            }
        }

        @Override
        public void closed() {}

        @Override
        public void unreadable(String member, UnreadableFileException reason) throws IOException {
            throw reason;
        }
    }
}
