package org.datawarp.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;

/** A small publication of hospital beds whose files a test makes, release by release. */
final class DriftingPublication {

    /** Four providers; the figures of a release are these plus its number. */
    static final List<String> PROVIDERS = List.of("RAL", "RBB", "RCC", "RDD", "REE", "RFF", "RGG", "RHH");

    private final Path folder;
    private final String name;
    private final List<String> files = new ArrayList<>();

    /** @param dataset the text of its manifest, after {@code dataset}, {@code title} and {@code description} */
    DriftingPublication(Path manifests, String name, String dataset) throws IOException {
        this.name = name;
        this.folder = Files.createDirectories(manifests.resolve(name).resolve("sample"));
        Files.writeString(manifests.resolve(name).resolve("publication.yaml"), """
                publication: %1$s
                title: Beds, %1$s
                publisher: NHS England
                licence: OGL-UK-3.0
                landing-page: https://www.england.nhs.uk/%1$s/
                frequency: month
                files:
                  include: ["*.xls", "*.csv"]
                  period-from: file-name
                """.formatted(name));
        Files.writeString(
                manifest(manifests),
                "dataset: %s\ntitle: Beds\ndescription: Beds by provider\n%s".formatted(dataset(), dataset));
    }

    String name() {
        return name;
    }

    String dataset() {
        return name.replace('-', '_') + "_beds";
    }

    Path manifest(Path manifests) {
        return manifests.resolve(name).resolve(dataset() + ".yaml");
    }

    /** A provider's row: beds open and beds occupied. */
    static List<Object> row(String provider, int release) {
        int beds = 100 + 10 * PROVIDERS.indexOf(provider);
        return List.of(provider, beds + release, beds - 20 + release);
    }

    static List<List<Object>> rows(int release) {
        return PROVIDERS.stream().map(provider -> row(provider, release)).toList();
    }

    /** Rows under headings, in a sheet that starts with a title and a blank row. */
    static List<List<Object>> table(List<Object> headings, List<List<Object>> rows) {
        List<List<Object>> all = new ArrayList<>();
        all.add(List.of("Beds in England"));
        all.add(List.of());
        all.add(headings);
        all.addAll(rows);
        return all;
    }

    /** Publishes a workbook. */
    DriftingPublication workbook(String fileName, Map<String, List<List<Object>>> sheets) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(folder.resolve(fileName))) {
            sheets.forEach((title, rows) -> fill(workbook.createSheet(title), rows));
            workbook.write(out);
        }
        return listed(fileName);
    }

    private static void fill(Sheet sheet, List<List<Object>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = sheet.createRow(i);
            for (int j = 0; j < rows.get(i).size(); j++) {
                if (rows.get(i).get(j) instanceof Number number) {
                    row.createCell(j).setCellValue(number.doubleValue());
                } else {
                    row.createCell(j).setCellValue(String.valueOf(rows.get(i).get(j)));
                }
            }
        }
    }

    /** Publishes a CSV. */
    DriftingPublication csv(String fileName, List<Object> headings, List<List<Object>> rows) throws IOException {
        StringBuilder text = new StringBuilder(line(headings));
        rows.forEach(row -> text.append(line(row)));
        Files.writeString(folder.resolve(fileName), text);
        return listed(fileName);
    }

    private static String line(List<Object> cells) {
        return String.join(",", cells.stream().map(String::valueOf).toList()) + "\n";
    }

    private DriftingPublication listed(String fileName) throws IOException {
        files.add(fileName);
        StringBuilder page = new StringBuilder("<html><body><h1>Beds</h1>");
        files.forEach(file -> page.append("<p><a href='%1$s'>%1$s</a></p>".formatted(file)));
        Files.writeString(folder.resolve("index.html"), page.append("</body></html>"));
        return this;
    }
}
