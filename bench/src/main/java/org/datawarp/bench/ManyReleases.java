package org.datawarp.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files of monthly releases, each with the same number of rows. */
final class ManyReleases {

    private static final YearMonth FIRST = YearMonth.of(2020, 4);
    private static final DateTimeFormatter PUBLISHED = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private ManyReleases() {}

    /**
     * Creates them in the mirror {@code <work>/CSV}.
     *
     * @return the releases' names, the oldest first
     */
    static List<String> make(Path work, int releases, long rowsOfEach) throws IOException {
        Files.createDirectories(folder(work));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < releases; i++) {
            YearMonth month = FIRST.plusMonths(i);
            names.add(month.toString());
            GeneratedRows generated = new GeneratedRows();
            try (BufferedWriter out = Files.newBufferedWriter(file(work, month.toString()))) {
                out.write(String.join(",", GeneratedRows.HEADINGS));
                out.newLine();
                for (long row = 0; row < rowsOfEach; row++) {
                    String[] cells = generated.row(row);
                    cells[0] = PUBLISHED.format(month);
                    out.write(String.join(",", cells));
                    out.newLine();
                }
            }
        }
        return names;
    }

    /** Where a release's file is. */
    static Path file(Path work, String release) {
        return folder(work).resolve("rows-" + release + ".csv");
    }

    private static Path folder(Path work) {
        return work.resolve(Inputs.Form.CSV.name()).resolve(Inputs.PUBLICATION);
    }
}
