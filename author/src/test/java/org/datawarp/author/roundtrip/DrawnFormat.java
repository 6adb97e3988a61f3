package org.datawarp.author.roundtrip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.datawarp.producers.read.OdsParts;
import org.datawarp.producers.read.XlsbParts;
import org.datawarp.producers.read.Zips;
import org.datawarp.schemas.row.SheetRow;

/** Writes sheets as one file, under the names {@code Data 1}, {@code Data 2} and so on. */
enum DrawnFormat {
    XLSX {
        @Override
        void write(List<List<SheetRow>> sheets, Path file) throws IOException {
            writePoi(new XSSFWorkbook(), sheets, file);
        }
    },
    XLS {
        @Override
        void write(List<List<SheetRow>> sheets, Path file) throws IOException {
            writePoi(new HSSFWorkbook(), sheets, file);
        }
    },
    ODS {
        @Override
        void write(List<List<SheetRow>> sheets, Path file) throws IOException {
            StringBuilder tables = new StringBuilder();
            for (int i = 0; i < sheets.size(); i++) {
                tables.append(DrawnOds.table(sheetName(i), sheets.get(i)));
            }
            OdsParts.withTables(tables.toString()).styles(DrawnOds.STYLES).write(file);
        }
    },
    XLSB {
        @Override
        void write(List<List<SheetRow>> sheets, Path file) throws IOException {
            List<XlsbParts.Records> parts = new ArrayList<>();
            for (List<SheetRow> rows : sheets) {
                parts.add(DrawnXlsb.sheet(rows));
            }
            XlsbParts.withSheets(parts).formats(DrawnXlsb.FORMATS).write(file);
        }
    },
    CSV_IN_ZIP {
        @Override
        void write(List<List<SheetRow>> sheets, Path file) throws IOException {
            Zips zip = new Zips();
            for (int i = 0; i < sheets.size(); i++) {
                zip.entry(sheetName(i) + ".csv", DrawnCsv.text(sheets.get(i)));
            }
            Files.write(file, zip.bytes());
        }
    };

    abstract void write(List<List<SheetRow>> sheets, Path file) throws IOException;

    private static String sheetName(int index) {
        return "Data " + (index + 1);
    }

    private static void writePoi(Workbook workbook, List<List<SheetRow>> sheets, Path file) throws IOException {
        try (workbook;
                OutputStream out = Files.newOutputStream(file)) {
            DrawnPoi drawn = new DrawnPoi(workbook);
            for (int i = 0; i < sheets.size(); i++) {
                drawn.add(sheetName(i), sheets.get(i));
            }
            workbook.write(out);
        }
    }
}
