package org.datawarp.schemas.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.datawarp.schemas.change.Commit.CommittedDataset;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Mark;
import org.datawarp.schemas.table.Table;
import org.junit.jupiter.api.Test;

class CommitJsonTest {

    private static final Instant AT = Instant.parse("2025-04-10T09:30:00.123456Z");

    private static Commit commit() {
        Column rate = new Column(new ColumnName("rate"), ColumnType.decimal(9, 2), ColumnRole.MEASURE, "%", "");
        return new Commit(
                "0123456789abcdef",
                new PublicationName("ae-monthly"),
                "A&E",
                "NHS England",
                "OGL-3.0",
                "https://example.org/",
                "month",
                new ReleaseName("2025-03"),
                Period.month(YearMonth.of(2025, 3)),
                "provisional",
                "https://example.org/march",
                "abcdef012345",
                List.of(new PublishedFile(new FileDigest("0".repeat(64)), "a.xlsx", "https://example.org/a", 9, AT)),
                List.of(new CommittedDataset(
                        Table.of(new DatasetName("ae_provider"), List.of(rate)),
                        "A&E",
                        "By provider",
                        List.of(new Mark("*", "Suppressed")),
                        List.of(new CommittedHeading(
                                new ColumnName("rate"),
                                "Emergency / Rate",
                                new FileDigest("0".repeat(64)),
                                "Table 1",
                                4,
                                15,
                                16)),
                        true,
                        3,
                        2,
                        1)),
                AT.minusSeconds(9),
                AT.minusSeconds(5),
                AT,
                false,
                null,
                null);
    }

    @Test
    void readsWhatItWrites() {
        assertThat(CommitJson.read(CommitJson.write(List.of(commit())))).containsExactly(commit());
        assertThat(CommitJson.read(CommitJson.write(List.of(commit(), commit()))))
                .containsExactly(commit(), commit());
    }

    @Test
    void readsWhatWasWrittenBeforeReleasesCouldBeWithdrawn() {
        String json =
                CommitJson.write(List.of(commit())).replace(",\"withdrawn\":false,\"rawRun\":null,\"undoes\":null", "");

        assertThat(json).doesNotContain("withdrawn");
        assertThat(CommitJson.read(json)).containsExactly(commit());
    }

    @Test
    void readsACommitFromBeforeHeadingsWereKept() {
        String older = CommitJson.write(List.of(commit())).replaceFirst("\"headings\":\\[[^]]*],", "");
        assertThat(older).doesNotContain("headings");

        assertThat(CommitJson.read(older).get(0).datasets().get(0).headings()).isEmpty();
    }

    @Test
    void writesNamesAndTimesAsPlainText() {
        assertThat(CommitJson.write(List.of(commit())))
                .contains("\"publication\":\"ae-monthly\"")
                .contains("\"type\":\"decimal(9,2)\"")
                .contains("\"promotedAt\":\"2025-04-10T09:30:00.123456Z\"")
                .contains("\"start\":\"2025-03-01\"")
                .doesNotContain("valueColumns");
    }

    @Test
    void passesOverWhatALaterVersionAdds() {
        String later =
                CommitJson.write(List.of(commit())).replaceFirst("\\{", "{\"colour\":{\"of\":\"later\"},\"format\":1,");

        assertThat(CommitJson.read(later)).containsExactly(commit());
    }

    @Test
    void refusesALaterFormatAndSaysWhatToDo() {
        String later = CommitJson.write(List.of(commit())).replaceFirst("\\{", "{\"format\":2,");

        assertThatThrownBy(() -> CommitJson.read("[%s,%s]".formatted(CommitJson.write(List.of(commit())), later)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found format 2, expected 1 at most")
                .hasMessageContaining("update this one");
    }

    @Test
    void refusesWhatIsNoCommit() {
        assertThatThrownBy(() -> CommitJson.read("{\"run\": 1, \"colour\": 2}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different versions");
    }
}
