package org.datawarp.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The publication that is loaded: a folder with one file, and the manifest that reads it. */
final class Inputs {

    /** The forms in which the rows are published. */
    enum Form {
        CSV,
        XLSX
    }

    static final String PUBLICATION = "bench";
    static final String DATASET = "bench_rows";

    private static final int FIRST_NUMBER = 7;
    private static final String BREACHES = "Over 4 Hours";
    private static final String ADMISSIONS = "Admissions";

    private static final String PUBLICATION_YAML = """
            publication: bench
            title: Generated rows
            publisher: the benchmark
            licence: none
            landing-page: https://example.org/bench/
            frequency: month
            files:
              mode: discover
              include: ["rows-*"]
            """;

    private static final String DATASET_YAML = """
            dataset: bench_rows
            title: Generated rows
            description: Rows such as a provider return has.
            heading-rows: 1
            fields:
              - {name: period, headings: Period, role: period}
              - {name: region_code, headings: Region Code, role: dimension}
              - {name: org_code, headings: Org Code, role: key}
              - {name: org_name, headings: Org Name, role: dimension}
              - {name: specialty_code, headings: Specialty Code, role: key}
              - {name: age_band, headings: Age Band, role: key}
              - {name: sex, headings: Sex, role: key}
              - {name: attendances, headings: Attendances, role: measure, type: integer}
              - {name: over_4_hours, headings: Over 4 Hours, role: measure, type: integer}
              - {name: admissions, headings: Admissions, role: measure, type: integer}
              - {name: rate, headings: Rate, role: measure, type: "decimal(12,4)"}
              - {name: mean_wait, headings: Mean Wait, role: measure, type: number}
            """;

    private Inputs() {}

    /** @return the manifests' folder */
    static Path manifests(Path work) throws IOException {
        Path folder = Files.createDirectories(work.resolve("manifests").resolve(PUBLICATION));
        Files.writeString(folder.resolve("publication.yaml"), PUBLICATION_YAML);
        Files.writeString(folder.resolve(DATASET + ".yaml"), DATASET_YAML);
        return work.resolve("manifests");
    }

    /**
     * Swaps the columns for admissions and breaches in the manifest for some monthly releases, as when a publisher
     * moves columns. All other releases are read as before.
     *
     * @param manifests the manifests' folder
     * @param releases one after the other, such as {@code 2025-03}
     */
    static void swap(Path manifests, List<String> releases) throws IOException {
        Files.writeString(
                manifests.resolve(PUBLICATION).resolve(DATASET + ".yaml"),
                DATASET_YAML
                        .replace("headings: " + BREACHES, "headings: " + headings(BREACHES, ADMISSIONS, releases))
                        .replace("headings: " + ADMISSIONS, "headings: " + headings(ADMISSIONS, BREACHES, releases)));
    }

    private static String headings(String made, String swapped, List<String> releases) {
        if (releases.isEmpty()) {
            return made;
        }
        LocalDate first = YearMonth.parse(releases.get(0)).atDay(1);
        LocalDate last = YearMonth.parse(releases.get(releases.size() - 1)).atEndOfMonth();
        return "[{text: %1$s, until: %3$s}, {text: %2$s, since: %4$s, until: %5$s}, {text: %1$s, since: %6$s}]"
                .formatted(made, swapped, first.minusDays(1), first, last, last.plusDays(1));
    }

    /** @return the one file of the mirror {@code <work>/<form>} */
    static Path file(Path work, Form form, long rows) throws IOException {
        Path folder = Files.createDirectories(work.resolve(form.name()).resolve(PUBLICATION));
        return switch (form) {
            case CSV -> csv(folder.resolve("rows-2025-03.csv"), rows);
            case XLSX -> xlsx(folder.resolve("rows-2025-03.xlsx"), rows);
        };
    }

    private static Path csv(Path file, long rows) throws IOException {
        GeneratedRows generated = new GeneratedRows();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", GeneratedRows.HEADINGS));
            out.newLine();
            for (long i = 0; i < rows; i++) {
                out.write(String.join(",", generated.row(i)));
                out.newLine();
            }
        }
        return file;
    }

    private static Path xlsx(Path file, long rows) throws IOException {
        GeneratedRows generated = new GeneratedRows();
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "bench", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Rows");
            for (int column = 0; column < GeneratedRows.HEADINGS.size(); column++) {
                sheet.value(0, column, GeneratedRows.HEADINGS.get(column));
            }
            for (int i = 0; i < rows; i++) {
                String[] cells = generated.row(i);
                for (int column = 0; column < cells.length; column++) {
                    if (column < FIRST_NUMBER) {
                        sheet.inlineString(i + 1, column, cells[column]);
                    } else {
                        sheet.value(i + 1, column, Double.parseDouble(cells[column]));
                    }
                }
                if (i % 10_000 == 0) {
                    sheet.flush();
                }
            }
        }
        return file;
    }
}
