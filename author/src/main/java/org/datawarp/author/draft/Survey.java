package org.datawarp.author.draft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.datawarp.author.draft.SeenTable.Place;
import org.datawarp.author.inspect.FileInspector;
import org.datawarp.author.inspect.InspectedFile;
import org.datawarp.author.inspect.InspectedFile.FoundSheet;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.BandHeadings;
import org.datawarp.streams.layout.ColumnHeading;
import org.datawarp.streams.layout.LayoutFinder;

/** Searches files for tables that a manifest can describe, and reports what it leaves out. Owned by one thread. */
final class Survey {

    /** This many rows of each table show how its totals are named. */
    private static final int ROWS_KEPT = 400;

    private static final int FEWEST_ROWS = 2;
    private static final int DEEPEST_BAND = 4;

    /** A longer text is an explanation. */
    private static final int LONGEST_HEADING = 250;

    private final SheetSource reader;
    private final LeftOut left;
    private long files;
    private long tables;

    Survey(SheetSource reader, LeftOut left) {
        this.reader = reader;
        this.left = left;
    }

    /**
     * The tables of a file.
     *
     * @param release that it belongs to
     */
    List<SeenTable> tables(Path file, String name, String release) throws IOException {
        FirstRows first = new FirstRows(reader);
        InspectedFile inspected = new FileInspector(first, ReadLimits.DEFAULT, ROWS_KEPT).inspect(file, name);
        inspected.rejected().ifPresent(refusal -> left.add(refusal.message()));
        inspected.unreadable().forEach(refusal -> left.add(refusal.message()));
        files++;
        List<SeenTable> found = new ArrayList<>();
        for (int i = 0; i < inspected.sheets().size(); i++) {
            FoundSheet sheet = inspected.sheets().get(i);
            Place place = new Place(release, name, sheet.member(), sheet.sheet().name());
            if (!sheet.sheet().hidden()) {
                found.addAll(tables(place, sheet, first.sheets.get(i)));
            }
        }
        tables += found.size();
        return found;
    }

    private List<SeenTable> tables(Place place, FoundSheet sheet, List<SheetRow> rows) {
        List<SeenTable> found = new ArrayList<>();
        for (InspectedTable table : StackedTables.joined(sheet.sheet().tables())) {
            if (table.dataRows() + table.totalRows() < FEWEST_ROWS) {
                continue;
            }
            List<SheetRow> band = band(table, rows);
            if (band.size() > DEEPEST_BAND
                    || (band.isEmpty() && !table.headerRows().isEmpty())) {
                left.add(
                        place.toString(),
                        "a table whose headings a manifest cannot name yet (%s)".formatted(table.region()));
            } else if (band.isEmpty() && place.isWorksheet() && table.columns().size() < DEEPEST_BAND) {
                left.add(place.toString(), "labels with values, without headings (%s)".formatted(table.region()));
            } else {
                found.addAll(TableParts.of(place, table, columns(table, band), band.size()));
            }
        }
        return found;
    }

    /** The rows of a table's heading, with blank rows between them; none when they are not among the first rows. */
    private static List<SheetRow> band(InspectedTable table, List<SheetRow> rows) {
        List<Integer> headers = table.headerRows();
        if (headers.isEmpty()) {
            return List.of();
        }
        int from = headers.get(0);
        int to = headers.get(headers.size() - 1);
        return rows.stream().filter(row -> row.row() >= from && row.row() <= to).toList();
    }

    private static List<SeenColumn> columns(InspectedTable table, List<SheetRow> band) {
        List<ColumnHeading> headings = band.isEmpty() ? List.of() : BandHeadings.of(band);
        List<SeenColumn> columns = new ArrayList<>();
        for (InspectedColumn column : table.columns()) {
            List<String> levels = headings.stream()
                    .filter(heading -> heading.column() == column.position() - 1)
                    .map(ColumnHeading::levels)
                    .findFirst()
                    .map(Survey::withoutNotes)
                    .orElse(List.of());
            columns.add(new SeenColumn(column, levels));
        }
        return columns;
    }

    /**
     * A note beside a heading band does not belong to it: the lowest level alone names the column, unless it is also a
     * note.
     */
    private static List<String> withoutNotes(List<String> levels) {
        if (levels.stream().noneMatch(Survey::isNote)) {
            return levels;
        }
        String leaf = levels.get(levels.size() - 1);
        return isNote(leaf) ? List.of() : List.of(leaf);
    }

    private static boolean isNote(String text) {
        return text.length() > LONGEST_HEADING || text.toLowerCase(Locale.ROOT).startsWith("notes:");
    }

    long files() {
        return files;
    }

    long found() {
        return tables;
    }

    /** Keeps the rows of each sheet that decide its layout. */
    private static final class FirstRows implements SheetSource {

        private final SheetSource reader;
        private final List<List<SheetRow>> sheets = new ArrayList<>();

        private FirstRows(SheetSource reader) {
            this.reader = reader;
        }

        @Override
        public void read(Path file, String fileName, Members members, SheetSink sink) throws IOException {
            reader.read(file, fileName, members, new SheetSink() {

                private List<SheetRow> rows = new ArrayList<>();

                @Override
                public void opened(SheetHeader header) throws IOException {
                    rows = new ArrayList<>();
                    sink.opened(header);
                }

                @Override
                public void row(SheetRow row) throws IOException {
                    if (rows.size() < LayoutFinder.LOOKAHEAD) {
                        rows.add(row);
                    }
                    sink.row(row);
                }

                @Override
                public void closed() throws IOException {
                    sheets.add(rows);
                    sink.closed();
                }

                @Override
                public void unreadable(String member, UnreadableFileException reason) throws IOException {
                    sink.unreadable(member, reason);
                }
            });
        }
    }
}
