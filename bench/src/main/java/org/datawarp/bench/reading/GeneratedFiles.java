package org.datawarp.bench.reading;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.datawarp.bench.GeneratedRows;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The same rows in three files: a CSV, a workbook with inline texts and one with shared texts. */
final class GeneratedFiles {

    private static final int FIRST_NUMBER = 7;
    private static final int RATE = 10;
    private static final int ROWS_IN_MEMORY = 10_000;
    private static final LocalDate PERIOD = LocalDate.of(2025, 3, 1);

    private GeneratedFiles() {}

    /** @param rows below the heading */
    static List<Path> in(Path folder, int rows) throws IOException {
        return List.of(
                workbook(folder.resolve("inline.xlsx"), rows, Worksheet::inlineString),
                workbook(folder.resolve("shared.xlsx"), rows, Worksheet::value),
                csv(folder.resolve("rows.csv"), rows));
    }

    /** How a text is written to a cell. */
    private interface Texts {

        void put(Worksheet sheet, int row, int column, String text);
    }

    private static Path workbook(Path file, int rows, Texts texts) throws IOException {
        GeneratedRows generated = new GeneratedRows();
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "bench", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Rows");
            for (int column = 0; column < GeneratedRows.HEADINGS.size(); column++) {
                texts.put(sheet, 0, column, GeneratedRows.HEADINGS.get(column));
            }
            for (int row = 1; row <= rows; row++) {
                putRow(sheet, row, generated.row(row - 1), texts);
                if (row % ROWS_IN_MEMORY == 0) {
                    sheet.flush();
                }
            }
        }
        return file;
    }

    /** The first column holds dates, and two have formats, as in published sheets. */
    private static void putRow(Worksheet sheet, int row, String[] cells, Texts texts) {
        sheet.value(row, 0, PERIOD.plusMonths(row % 12));
        sheet.style(row, 0).format("mmm yyyy").set();
        for (int column = 1; column < FIRST_NUMBER; column++) {
            texts.put(sheet, row, column, cells[column]);
        }
        for (int column = FIRST_NUMBER; column < cells.length; column++) {
            sheet.value(row, column, Double.parseDouble(cells[column]));
        }
        sheet.style(row, RATE).format("#,##0.0").set();
    }

    private static Path csv(Path file, int rows) throws IOException {
        GeneratedRows generated = new GeneratedRows();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", GeneratedRows.HEADINGS));
            out.newLine();
            for (int row = 0; row < rows; row++) {
                out.write(String.join(",", generated.row(row)));
                out.newLine();
            }
        }
        return file;
    }
}
