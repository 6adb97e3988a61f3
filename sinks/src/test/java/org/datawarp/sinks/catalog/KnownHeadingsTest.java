package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.datawarp.schemas.catalog.CatalogHeading;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommittedHeading;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.ReleaseName;
import org.junit.jupiter.api.Test;

class KnownHeadingsTest {

    private static final Commit MARCH = Commitments.of(YearMonth.of(2025, 3));
    private static final Commit APRIL = Commitments.of(YearMonth.of(2025, 4));

    private static final List<ReleaseName> RELEASES = List.of(MARCH.release(), APRIL.release());

    private static CommittedHeading heading(String column, String text) {
        return new CommittedHeading(new ColumnName(column), text, new FileDigest("0".repeat(64)), "Table 1", 4, 15, 16);
    }

    private static List<String> shown(List<CatalogHeading> headings) {
        return headings.stream()
                .map(heading -> "%s: %s, %s".formatted(heading.column(), heading.text(), heading.release()))
                .toList();
    }

    private static List<CatalogHeading> with(Commit commit, List<CatalogHeading> before, CommittedHeading... headings) {
        return KnownHeadings.with(commit, List.of(headings), before, RELEASES);
    }

    @Test
    void keepsEachHeadingOnceWithTheLatestReleaseThatHasIt() {
        List<CatalogHeading> march = with(MARCH, List.of(), heading("age", "Age"), heading("patients", "Patients"));

        List<CatalogHeading> april = with(APRIL, march, heading("age", "Age"), heading("patients", "Patients waiting"));

        assertThat(shown(april))
                .containsExactly(
                        "age: Age, 2025-04", "patients: Patients waiting, 2025-04", "patients: Patients, 2025-03");
    }

    @Test
    void puttingAnOlderReleaseInLaterChangesNothingOfTheLatest() {
        List<CatalogHeading> april = with(APRIL, List.of(), heading("patients", "Patients waiting"));

        List<CatalogHeading> both =
                with(MARCH, april, heading("patients", "Patients"), heading("patients", "Patients waiting"));

        assertThat(shown(both)).containsExactly("patients: Patients waiting, 2025-04", "patients: Patients, 2025-03");
    }

    @Test
    void countsColumnsOfASheetFromOneAsRows() {
        CatalogHeading heading = with(MARCH, List.of(), heading("age", "Age")).get(0);

        assertThat(heading.sheetColumn()).isEqualTo(5);
        assertThat(heading.firstRow()).isEqualTo(15);
    }

    @Test
    void letsGoOfTheOldestHeadingsOfAColumnThatHasANewOneEachRelease() {
        List<CatalogHeading> known = List.of();
        for (int release = 1; release <= 20; release++) {
            known = with(MARCH, known, heading("patients", "Patients " + release));
        }

        assertThat(known).hasSize(12);
        assertThat(known.get(0).text()).isEqualTo("Patients 20");
        assertThat(known.get(11).text()).isEqualTo("Patients 9");
    }
}
