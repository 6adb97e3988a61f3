package org.datawarp.producers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetHeader;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.manifest.Frequency;
import org.datawarp.schemas.manifest.Heading;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/**
 * Tells the period of a file by what stands in it: the first value under the heading of a field of role period. For
 * files whose name and link say nothing, such as one that has the same name every month. Safe for several threads.
 */
final class ContentPeriod {

    /** Where a heading may stand: below that, a table is not one that a manifest describes. */
    private static final int DEEPEST_HEADING = 60;

    private final SheetSource sheets;
    private final Set<String> headings;
    private final Frequency frequency;
    private final Members members;

    ContentPeriod(SheetSource sheets, Manifest manifest, Members members) {
        this.sheets = sheets;
        this.headings = periodHeadings(manifest);
        this.frequency = manifest.publication().frequency();
        this.members = members;
    }

    private static Set<String> periodHeadings(Manifest manifest) {
        Set<String> texts = new HashSet<>();
        for (Dataset dataset : manifest.datasets()) {
            for (Field field : dataset.fields()) {
                if (field.role() == FieldRole.PERIOD) {
                    field.headings().stream()
                            .map(Heading::text)
                            .map(ContentPeriod::comparable)
                            .forEach(texts::add);
                }
            }
        }
        return texts;
    }

    private static String comparable(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the manifest names a heading to look for. */
    boolean isTold() {
        return !headings.isEmpty();
    }

    /** @return empty when no table of the file has such a heading, or the file cannot be read */
    Optional<Period> find(Path file, String name) throws IOException {
        if (headings.isEmpty()) {
            return Optional.empty();
        }
        Search search = new Search();
        try {
            sheets.read(file, name, members, search);
        } catch (EnoughException | UnreadableFileException e) {
            // Found, or told when the file is published: either way there is no more to read.
        }
        return Optional.ofNullable(search.found).map(this::ofRelease);
    }

    /** A day in a monthly publication names its month. */
    private Period ofRelease(Period period) {
        boolean isDay = period.kind() == PeriodKind.SNAPSHOT || period.kind() == PeriodKind.DAY;
        return isDay && frequency == Frequency.MONTH ? Period.month(YearMonth.from(period.start())) : period;
    }

    private final class Search implements SheetSink {

        private final List<Integer> columns = new ArrayList<>();
        private int rows;
        private @Nullable Period found;

        @Override
        public void opened(SheetHeader header) {
            columns.clear();
            rows = 0;
        }

        @Override
        public void row(SheetRow row) throws IOException {
            rows++;
            if (columns.isEmpty() && rows <= DEEPEST_HEADING) {
                for (int i = 0; i < row.cells().size(); i++) {
                    if (headings.contains(comparable(row.cell(i).text()))) {
                        columns.add(i);
                    }
                }
            } else {
                look(row);
            }
        }

        private void look(SheetRow row) throws IOException {
            for (int column : columns) {
                Cell cell = row.cell(column);
                Optional<Period> period = PeriodParser.find(cell.text().strip());
                if (period.isPresent()) {
                    found = period.get();
                    throw new EnoughException();
                }
            }
        }

        @Override
        public void closed() {}

        @Override
        public void unreadable(String member, UnreadableFileException reason) {}
    }

    /** Ends the reading of a file whose period is known. */
    private static final class EnoughException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
