package org.datawarp.producers.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.producers.read.UnreadableReason;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/** Reads each file as one sheet of comma-separated lines; a file that begins with {@code BROKEN} cannot be read. */
public final class CommaSheets implements SheetSource {

    @Override
    public void read(Path file, String fileName, Members members, SheetSink sink) throws IOException {
        List<String> lines = Files.readAllLines(file);
        sink.opened(new SheetHeader("", fileName, 1, false));
        int number = 0;
        for (String line : lines) {
            if (line.startsWith("BROKEN")) {
                throw new UnreadableFileException(UnreadableReason.MALFORMED, fileName, "BROKEN", "rows");
            }
            List<Cell> cells =
                    Arrays.stream(line.split(",", -1)).map(Cell::text).toList();
            sink.row(new SheetRow(++number, cells));
        }
        sink.closed();
    }
}
