package org.datawarp.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.Links.PeriodSource;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.table.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    static final String PUBLICATION = """
            publication: sample
            title: Sample
            publisher: NHS England
            licence: OGL-UK-3.0
            landing-page: https://example.org/sample
            frequency: month
            files:
              include: ["*.csv"]
            """;

    static final String DATASET = """
            dataset: attendances
            title: Attendances
            description: By provider
            fields:
              - {name: org_code, headings: Org Code, role: key}
              - {name: patients, headings: Patients, type: integer, role: measure}
            """;

    static Manifest read(String publication, String... datasets) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(ManifestText.PUBLICATION_FILE, publication);
        for (int i = 0; i < datasets.length; i++) {
            files.put("d" + i + ".yaml", datasets[i]);
        }
        return new ManifestReader().read(new ManifestText(files));
    }

    static List<String> problems(String publication, String... datasets) {
        InvalidManifestException thrown =
                catchThrowableOfType(InvalidManifestException.class, () -> read(publication, datasets));
        assertThat(thrown).as("a problem was expected").isNotNull();
        return thrown.problems();
    }

    @Test
    void fillsInEveryDefault() {
        Manifest manifest = read(PUBLICATION, DATASET);
        Links links = manifest.publication().files();
        Dataset dataset = manifest.datasets().get(0);

        assertThat(links.mode()).isEqualTo(LinkMode.DISCOVER);
        assertThat(links.members()).containsExactly("*");
        assertThat(links.offsetMonths()).isZero();
        assertThat(links.periodFrom())
                .containsExactly(
                        PeriodSource.FILE_NAME,
                        PeriodSource.LINK_TEXT,
                        PeriodSource.PAGE_HEADING,
                        PeriodSource.PAGE_URL);
        assertThat(links.first()).isNull();
        assertThat(manifest.publication().mirror()).isEmpty();
        assertThat(dataset.sources()).containsExactly(new Source("*", "*", "*", "*"));
        assertThat(dataset.headingRows()).isEqualTo(Dataset.FIND_OUT);
        assertThat(dataset.headingAt()).isZero();
        assertThat(dataset.periodKind()).isNull();
        assertThat(dataset.load()).isEqualTo(LoadMode.REPLACE_COVERED);
        assertThat(dataset.drift()).isEqualTo(DriftMode.DISCARD);
        assertThat(dataset.maxRejected()).isEqualTo(0.1);
        assertThat(dataset.optional()).isFalse();
        assertThat(dataset.published()).isTrue();
        assertThat(dataset.singleFile()).isTrue();
        assertThat(dataset.fields().get(0).type()).isEqualTo(ColumnType.TEXT);
        assertThat(dataset.fields().get(1).status()).isFalse();
    }

    @Test
    void readsEveryKeyOfAPublication() {
        Publication publication = read("""
                        publication: sample
                        title: Sample
                        description: A sample
                        publisher: NHS England
                        licence: OGL-UK-3.0
                        landing-page: https://example.org/sample
                        frequency: quarter
                        files:
                          mode: template
                          pages: https://example.org/sample/{month_name}-{year}
                          exceptions: {2024-q1: "https://example.org/odd"}
                          offset-months: 5
                          months: [5, 8, 11]
                          first: 2023-q4
                          last: 2024-12-31
                          follow: "*more*"
                          include: ["*.xlsx", "*.csv"]
                          exclude: ["*draft*"]
                          members: ["*.csv"]
                          period-from: [page-url, file-name]
                        mirror: nhs/sample
                        """, DATASET).publication();
        Links links = publication.files();

        assertThat(publication.frequency()).isEqualTo(Frequency.QUARTER);
        assertThat(publication.landingPage()).isEqualTo(URI.create("https://example.org/sample"));
        assertThat(publication.mirror()).isEqualTo("nhs/sample");
        assertThat(links.mode()).isEqualTo(LinkMode.TEMPLATE);
        assertThat(links.exceptions()).containsKey("2024-q1");
        assertThat(links.offsetMonths()).isEqualTo(5);
        assertThat(links.months()).containsExactly(5, 8, 11);
        assertThat(links.first())
                .isNotNull()
                .satisfies(first -> assertThat(first.start()).isEqualTo(LocalDate.of(2023, 10, 1)));
        assertThat(links.follow()).containsExactly("*more*");
        assertThat(links.periodFrom()).containsExactly(PeriodSource.PAGE_URL, PeriodSource.FILE_NAME);
    }

    @Test
    void readsWrittenAddressesByThePeriodOfTheirRelease() {
        Links links = read(PUBLICATION.replace("include: [\"*.csv\"]", """
                mode: explicit
                  links:
                    "2019": https://example.org/a.xlsx
                    2024-25: [https://example.org/b.xlsx, https://example.org/c.xlsx]"""), DATASET)
                .publication()
                .files();

        assertThat(links.links())
                .containsEntry(URI.create("https://example.org/a.xlsx"), "2019")
                .containsEntry(URI.create("https://example.org/b.xlsx"), "2024-25")
                .containsEntry(URI.create("https://example.org/c.xlsx"), "2024-25");
    }

    @Test
    void readsEveryKeyOfADataset() {
        Dataset dataset = read(PUBLICATION, """
                        dataset: waits
                        title: Waits
                        description: By provider
                        sources:
                          - {file: "*.zip", member: "*.csv", sheet: "T*"}
                          - {sheet: "Old"}
                        heading-rows: 2
                        heading-at: 5
                        period-kind: financial-year
                        fields:
                          - {name: year, headings: Year, role: period, format: yyyy}
                          - name: org_code
                            headings:
                              - Code
                              - {text: "* / Old Code", since: 2020-04-01, until: 2021-03-31}
                            role: key
                            blank: true
                            fill-down: true
                            optional: true
                          - {name: kind, constant: all, role: dimension}
                          - {name: rate, headings: Rate, type: "decimal(5,2)", role: measure, unit: "%"}
                          - {name: count, headings: Count, type: integer, role: measure, status: false}
                        unpivot:
                          headings: '(?<value>\\d+) weeks'
                          dimension: {name: weeks, type: integer}
                          value: {name: patients, type: integer}
                        marks: {"*": Suppressed}
                        totals:
                          - {when: {org_code: [Total, TOTAL]}, sums: [count], keep: true}
                        load: replace-all
                        drift: freeze
                        max-rejected: 0.25
                        optional: true
                        published: false
                        single-file: false
                        """).datasets().get(0);

        assertThat(dataset.sources())
                .containsExactly(new Source("*.zip", "*.csv", "T*", "*"), new Source("*", "*", "Old", "*"));
        assertThat(dataset.headingRows()).isEqualTo(2);
        assertThat(dataset.headingAt()).isEqualTo(5);
        assertThat(dataset.periodKind()).isEqualTo(PeriodKind.FINANCIAL_YEAR);
        assertThat(dataset.fields().get(1).headings().get(1).isUsedOn(LocalDate.of(2020, 6, 30)))
                .isTrue();
        assertThat(dataset.fields().get(1).headings().get(1).isUsedOn(LocalDate.of(2021, 4, 30)))
                .isFalse();
        assertThat(dataset.unpivot()).isNotNull();
        assertThat(dataset.totals().get(0).when()).containsEntry(new ColumnName("org_code"), List.of("Total", "TOTAL"));
        assertThat(dataset.totals().get(0).keep()).isTrue();
        assertThat(dataset.load()).isEqualTo(LoadMode.REPLACE_ALL);
        assertThat(dataset.drift()).isEqualTo(DriftMode.FREEZE);
        assertThat(dataset.maxRejected()).isEqualTo(0.25);
        assertThat(dataset.table().valueColumns())
                .extracting(column -> column.name().value())
                .containsExactly(
                        "org_code", "kind", "rate", "rate_status", "count", "weeks", "patients", "patients_status");
    }

    @Test
    void tellsEveryProblemOfEveryFileWithItsPath() {
        List<String> problems = problems(
                PUBLICATION.replace("title: Sample\n", "").replace("month", "fortnight"),
                DATASET.replace("type: integer", "type: whole").replace("role: key", "role: id"),
                "dataset: Bad Name\ntitle: x\ndescription: y\nfields:\n  - {name: _row, headings: a, role: key}\n");

        assertThat(problems)
                .anyMatch(problem -> problem.equals("publication.yaml: title: is missing"))
                .anyMatch(problem -> problem.startsWith("publication.yaml: frequency: \"fortnight\" is none of [day,"))
                .anyMatch(problem -> problem.startsWith("d0.yaml: fields[0].role: \"id\" is none of"))
                .anyMatch(problem -> problem.startsWith("d0.yaml: fields[1].type: \"whole\" is not a type"))
                .anyMatch(problem -> problem.startsWith("d1.yaml: dataset: Cannot use \"Bad Name\""))
                .anyMatch(problem -> problem.startsWith("d1.yaml: fields[0].name: \"_row\" begins with _"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "fields: | feilds: | feilds: is not a key here",
                "role: key | rolle: key | fields[0].rolle: is not a key here",
                "role: key | role: dimension | fields: at least one field needs the role key",
                "headings: Org Code, | '' | fields.org_code: needs headings, a constant or a section",
                "name: patients | name: org_code | fields: the column org_code is declared twice",
                "title: Attendances | heading-rows: 9 | heading-rows: expected a whole number from 0 to 4, found 9",
                "title: Attendances | max-rejected: 12 | max-rejected: expected a share from 0 to 1, found 12",
                "title: Attendances | optional: maybe | optional: expected true or false",
                "title: Attendances | title: [a, b] | title: expected one value",
                "title: Attendances | load: merge | load: \"merge\" is none of",
                "type: integer | type: date, format: jjj | format: ",
                "headings: Patients | headings: {text: Patients, since: April} | since: \"April\" is not a day",
            })
    void tellsWhatIsWrongWithADataset(String found, String mistake, String problem) {
        assertThat(problems(PUBLICATION, DATASET.replace(found, mistake)))
                .anyMatch(told -> told.startsWith("d0.yaml: ") && told.contains(problem));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "include: [\"*.csv\"] | mode: discover | include: needs at least one glob",
                "include: [\"*.csv\"] | mode: explicit | links: mode explicit needs at least one",
                "include: [\"*.csv\"] | mode: template | pages: mode template needs at least one",
                "include: [\"*.csv\"] | mode: template | first: mode template needs the first period",
                "include: [\"*.csv\"] | months: [13] | months: expected whole numbers from 1 to 12, found 13",
                "include: [\"*.csv\"] | first: soon | first: \"soon\" is not a period",
                "include: [\"*.csv\"] | period-from: [tea-leaves] | period-from: \"tea-leaves\" is none of",
                "include: [\"*.csv\"] | includes: [] | includes: is not a key here",
                "https://example.org/sample | https://a b | landing-page: ",
                "files: | documents: | files: is missing",
            })
    void tellsWhatIsWrongWithAPublication(String found, String mistake, String problem) {
        assertThat(problems(PUBLICATION.replace(found, mistake), DATASET))
                .anyMatch(told -> told.startsWith("publication.yaml: ") && told.contains(problem));
    }

    @Test
    void tellsOfUnknownFieldsInTotals() {
        assertThat(problems(PUBLICATION, DATASET + "totals:\n  - {when: {code: Total}, sums: [beds]}\n"))
                .anyMatch(problem -> problem.contains("totals: there is no field code"))
                .anyMatch(problem -> problem.contains("totals: there is no field beds"));
    }

    @Test
    void refusesAKeyThatIsGivenTwice() {
        assertThat(problems(PUBLICATION, DATASET + "title: Again\n"))
                .singleElement()
                .asString()
                .startsWith("d0.yaml: line 7: ")
                .contains("Duplicate field 'title'");
    }

    @Test
    void refusesTextThatIsNoYaml() {
        assertThat(problems(PUBLICATION, "dataset: ["))
                .singleElement()
                .asString()
                .startsWith("d0.yaml: line");
    }

    @Test
    void refusesAPublicationWithoutDatasets() {
        assertThat(problems(PUBLICATION)).containsExactly("<dataset>.yaml: a publication needs at least one dataset");
    }

    @Test
    void changesItsVersionWithAnyCharacter() {
        assertThat(read(PUBLICATION, DATASET).version())
                .matches("[0-9a-f]{12}")
                .isEqualTo(read(PUBLICATION, DATASET).version())
                .isNotEqualTo(read(PUBLICATION, DATASET + "# a comment\n").version());
    }

    @Test
    void readsFoldersAndLeavesOutThoseWithoutAPublication(@TempDir Path folder) throws IOException {
        Path sample = folder.resolve("sample");
        Files.createDirectories(sample.resolve("expected"));
        Files.writeString(sample.resolve("publication.yaml"), PUBLICATION);
        Files.writeString(sample.resolve("attendances.yaml"), DATASET);
        Files.writeString(sample.resolve("expected/notes.yaml"), "not: a manifest");
        Files.createDirectories(folder.resolve("schema"));

        List<Manifest> manifests = new ManifestReader().readAll(folder);

        assertThat(manifests).hasSize(1);
        assertThat(manifests.get(0).dataset(new DatasetName("attendances"))).isPresent();
        assertThat(manifests.get(0).topicKey())
                .isEqualTo("sample@" + manifests.get(0).version());
    }

    @Test
    void refusesADatasetThatTwoPublicationsHave(@TempDir Path folder) throws IOException {
        for (String name : List.of("one", "two")) {
            Path own = Files.createDirectories(folder.resolve(name));
            Files.writeString(own.resolve("publication.yaml"), PUBLICATION.replace("sample\n", name + "\n"));
            Files.writeString(own.resolve("attendances.yaml"), DATASET);
        }

        InvalidManifestException thrown =
                catchThrowableOfType(InvalidManifestException.class, () -> new ManifestReader().readAll(folder));

        assertThat(thrown.problems())
                .containsExactly("two/attendances.yaml: dataset: one already has a dataset of this name");
        assertThat(thrown).hasMessageStartingWith("Cannot use the manifests, 1 problem(s) found:");
    }
}
