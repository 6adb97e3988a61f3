package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that drift, as publishers let them: the draft from all of them has one dataset for each table. */
class AddFamilyTest {

    @TempDir
    private Path folder;

    private CommandRun run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data-dir=" + folder.resolve("data"));
        all.add("--manifests=" + Files.createDirectories(folder.resolve("manifests")));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private Path file(String name) throws IOException {
        return Files.createDirectories(folder.resolve("downloads/beds")).resolve(name);
    }

    /** A workbook with a sheet for each name; rows are lines, cells are between bars. */
    private void workbook(String name, String... namesAndRows) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file(name)))) {
            StringBuilder sheets = new StringBuilder();
            StringBuilder links = new StringBuilder();
            for (int i = 0; i < namesAndRows.length; i += 2) {
                int number = i / 2 + 1;
                sheets.append(
                        "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"r%d\"/>".formatted(namesAndRows[i], number, number));
                links.append(
                        "<Relationship Id=\"r%d\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                                .formatted(number, number));
                put(out, "xl/worksheets/sheet%d.xml".formatted(number), sheet(namesAndRows[i + 1]));
            }
            put(
                    out,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
            put(
                    out,
                    "_rels/.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"w\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            put(
                    out,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>%s</sheets></workbook>"
                            .formatted(sheets));
            put(
                    out,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">%s</Relationships>"
                            .formatted(links));
        }
    }

    private static void put(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sheet(String rows) {
        StringBuilder xml = new StringBuilder(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        int number = 0;
        for (String row : rows.split("\n", -1)) {
            xml.append("<row r=\"%d\">".formatted(++number));
            char column = 'A';
            for (String cell : row.split("\\|", -1)) {
                String text = cell.strip();
                if (text.matches("-?\\d+(\\.\\d+)?")) {
                    xml.append("<c r=\"%s%d\"><v>%s</v></c>".formatted(column, number, text));
                } else if (!text.isEmpty()) {
                    xml.append("<c r=\"%s%d\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(column, number, text));
                }
                column++;
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private void family() throws IOException {
        workbook("Beds January 2031.xlsx", "Provider Jan-31", """
                Beds open by provider, January 2031

                Code|Name|Beds open|Occupied
                R0A|Northern|10|7
                R1K|Southern|11|8
                RRK|Western|12|9
                |England|33|24
                """, "Region Jan-31", """
                Beds open by region, January 2031

                Code|Name|Beds open|Occupied
                Y54|North|20|15
                Y56|London|13|9
                """);
        workbook("Beds February 2031.xlsx", "Provider Feb-31", """
                Beds open by provider, February 2031

                Code|Name|Beds open|Occupied
                R0A|Northern|14|*
                R1K|Southern|15|8
                RRK|Western|16|9
                |England|45|26
                """, "Region Feb-31", """
                Beds open by region, February 2031

                Code|Name|Beds open|Occupied
                Y54|North|20|15
                Y56|London|13|9
                """);
        workbook("Beds March 2031.xlsx", "By provider", """
                Beds open by provider, March 2031
                Published in April 2031

                |General|General|Closed
                Org code|Name|Beds open|Occupied|Beds closed
                R0A|Northern|14|[c]|1
                R1K|Southern|15|8|2
                RRK|Western|16|9|3
                |England|45|26|6
                Source: collection
                """, "By region", """
                Beds open by region, March 2031

                Code|Name|Beds open|Occupied
                Y54|North|20|15
                Y56|London|13|9
                """);
    }

    @Test
    void takesDriftingReleasesForTheSameDatasets() throws IOException {
        family();
        Path files = folder.resolve("downloads/beds");

        CommandRun added = run("add", files.toString(), "--yes");
        CommandRun tried = run("load", "beds", "--dry-run", "--source=" + files.getParent());

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(tried.exitCode()).as(tried.out() + tried.err()).isZero();
        assertThat(tried.lines())
                .as(tried.out())
                .filteredOn(line -> line.matches("beds +2031-0[123] +beds_(by_)?provider +3 +0 +1"))
                .hasSize(3);
        assertThat(tried.lines())
                .as(tried.out())
                .filteredOn(line -> line.matches("beds +2031-0[123] +beds_(by_)?region +2 +0 +1"))
                .hasSize(3);
    }

    @Test
    void readsLabelsOverRowsAsADimensionAndStackedTablesAsOneUnderTheirTitles() throws IOException {
        for (String month : List.of("January", "February")) {
            workbook("Beds %s 2031.xlsx".formatted(month), "Table 1", """
                    Beds open, by sex
                    Age|Beds|Staff
                    Males
                    0 to 17|10|3
                    18 and over|11|4
                    Females
                    0 to 17|12|5
                    18 and over|13|6
                    """, "Table 2", """
                    Beds closed for cleaning
                    Region|Beds|Days
                    North|1|5
                    South|2|6

                    Beds closed for works
                    Region|Beds|Days
                    North|3|7
                    South|4|8
                    """);
        }
        Path files = folder.resolve("downloads/beds");

        CommandRun added = run("add", files.toString(), "--yes");
        CommandRun tried = run("load", "beds", "--dry-run", "--source=" + files.getParent());

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(tried.lines())
                .as(tried.out())
                .filteredOn(line -> line.matches("beds +2031-0[12] +\\S+sex +4 +0 +0"))
                .hasSize(2);
        assertThat(tried.lines())
                .as(tried.out())
                .filteredOn(line -> line.matches("beds +2031-0[12] +\\S+ +4 +0 +0"))
                .hasSize(4);
    }

    @Test
    void takesFilesThatSayNoPeriodByWhatStandsInThem() throws IOException {
        Files.writeString(file("practices.csv"), """
                EXTRACT_DATE,CODE,PATIENTS
                01MAR2031,A81001,4100
                01MAR2031,A81002,5200
                01MAR2031,A81004,6300
                """);

        CommandRun added = run("add", folder.resolve("downloads/beds").toString(), "--yes");

        assertThat(added.exitCode()).as(added.out() + added.err()).isZero();
        assertThat(added.out()).contains("release 2031-03");
    }
}
