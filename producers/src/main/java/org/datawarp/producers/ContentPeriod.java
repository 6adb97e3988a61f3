package org.datawarp.producers;

import java.io.IOException;
import java.nio.file.Path;
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
import org.datawarp.schemas.manifest.Heading;
import org.datawarp.schemas.manifest.Links.PeriodSource;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/**
 * Finds the period of a file in its content: the values under the headings of fields of role period, or, if the
 * manifest says so, the text above its tables. For files whose name and link give no period, such as one that has the
 * same name every month. Safe for several threads.
 */
final class ContentPeriod {

    /** The lowest row for a heading: a table that starts below it is not one that a manifest describes. */
    private static final int DEEPEST_HEADING = 60;

    private final SheetSource sheets;
    private final Manifest manifest;
    private final Set<String> headings;
    private final boolean titles;

    ContentPeriod(SheetSource sheets, Manifest manifest) {
        this.sheets = sheets;
        this.manifest = manifest;
        this.headings = periodHeadings(manifest);
        this.titles = manifest.publication().files().periodFrom().contains(PeriodSource.TITLE);
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

    /** Only its lowest level: the others are in the rows above. */
    private static String comparable(String text) {
        return text.substring(text.lastIndexOf('/') + 1).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether the manifest names something to look for. */
    boolean isTold() {
        return titles || !headings.isEmpty();
    }

    /** @return empty when the file does not give one, or cannot be read */
    Optional<Period> find(Path file, String name) throws IOException {
        Search search = new Search();
        try {
            sheets.read(file, name, new Members(manifest.publication().files().members()), search);
        } catch (UnreadableFileException e) {
            // It is reported when the file is sent.
            return Optional.empty();
        }
        return search.values
                .covered(manifest.publication().frequency())
                .or(() -> Optional.ofNullable(search.labelled))
                .or(() -> Optional.ofNullable(search.titled));
    }

    private final class Search implements SheetSink {

        private final List<Integer> columns = new ArrayList<>();
        private final PeriodsInColumn values = new PeriodsInColumn();
        private TitlePeriod over = new TitlePeriod();
        private boolean hidden;
        private int rows;
        private @Nullable Period labelled;
        private @Nullable Period titled;

        @Override
        public void opened(SheetHeader header) {
            columns.clear();
            rows = 0;
            hidden = header.hidden();
            over = new TitlePeriod();
        }

        @Override
        public void row(SheetRow row) {
            rows++;
            if (!columns.isEmpty()) {
                columns.forEach(column -> values.add(row.cell(column)));
            } else if (rows <= DEEPEST_HEADING) {
                for (int i = 0; i < row.cells().size(); i++) {
                    if (headings.contains(comparable(row.cell(i).text()))) {
                        columns.add(i);
                    }
                }
                over.row(row);
            }
        }

        @Override
        public void closed() {
            if (titles && !hidden) {
                labelled = labelled == null ? over.labelled() : labelled;
                titled = titled == null ? over.named() : titled;
            }
        }

        @Override
        public void unreadable(String member, UnreadableFileException reason) {}
    }
}
