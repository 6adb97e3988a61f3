package org.datawarp.operate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.author.proposal.DatasetEdit;
import org.datawarp.author.proposal.Drift;
import org.datawarp.author.proposal.Proposal;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.replay.RejectionTally;
import org.junit.jupiter.api.Test;

/** A person decides on each change. */
class AskingConsentTest {

    private static final String BEDS = """
            dataset: beds
            title: Beds
            description: Beds by provider
            fields:
              - {name: org_code, headings: [Org Code], role: key}
            """;

    private static final Proposal HEADING = proposal(Drift.RENAMED_COLUMN, DatasetEdit.addHeading("org_code", "Code"));
    private static final Proposal MARK = proposal(Drift.NEW_MARK, DatasetEdit.addMark("*", "Hidden"));

    private final StringWriter shown = new StringWriter();

    private static Proposal proposal(Drift drift, DatasetEdit edit) {
        return new Proposal(drift, new DatasetName("beds"), "one", "another", List.of(), 0.5, edit);
    }

    private static PublicationManifest manifest() {
        TreeMap<String, String> files = new TreeMap<>();
        files.put("beds.yaml", BEDS);
        files.put(ManifestText.PUBLICATION_FILE, """
                publication: beds
                title: Beds
                publisher: NHS England
                licence: OGL-UK-3.0
                landing-page: https://example.org/
                files: {include: "*.csv"}
                """);
        ManifestText text = new ManifestText(files);
        return new PublicationManifest(new ManifestReader().read(text), text);
    }

    private static RepairPlan plan() {
        PublicationManifest manifest = manifest();
        List<Proposal> proposals = List.of(HEADING, MARK);
        ReleaseStatus held = new ReleaseStatus(
                "0000000000000001",
                new PublicationName("beds"),
                new ReleaseName("2025-03"),
                Period.month(YearMonth.of(2025, 3)),
                "",
                "https://example.org/",
                manifest.manifest().version(),
                List.of(),
                ReleaseState.HELD,
                List.of(),
                Instant.EPOCH,
                null,
                null,
                new ReleaseStatus.Counts(0, 0, 0, 0, 0),
                List.of());
        Trial trial = new Trial(
                ChangedManifest.of(manifest, proposals),
                new ReplayPreview(List.of(), 0, List.of()),
                new RejectionTally(),
                OptionalLong.empty());
        return new RepairPlan(held, null, proposals, trial);
    }

    private AskingConsent answering(String answers, AskingConsent.TextEditor editor) {
        return new AskingConsent(new BufferedReader(new StringReader(answers)), new PrintWriter(shown), editor);
    }

    private AskingConsent answering(String answers) {
        return answering(answers, file -> {
            throw new AssertionError("Nobody asked for an editor");
        });
    }

    @Test
    void takesWhatIsAnsweredWithYes() throws IOException {
        assertThat(answering("n\nYes\n").choose(plan())).containsExactly(MARK);
        assertThat(shown.toString()).contains("Take change 1, beds: a column has another heading? [y/n/e(dit)]");
    }

    @Test
    void takesNothingWhenTheInputEnds() throws IOException {
        assertThat(answering("").choose(plan())).isEmpty();
    }

    @Test
    void showsTheEditorTheChangedFileAndTakesWhatIsSaved() throws IOException {
        List<Proposal> chosen = answering("y\ne\n", file -> {
                    String text = Files.readString(file);
                    assertThat(text).contains("[Code, Org Code]").contains("\"*\": Hidden");
                    Files.writeString(file, text.replace("Hidden", "Suppressed"));
                })
                .choose(plan());

        String changed =
                ChangedManifest.of(manifest(), chosen).after().text().files().get("beds.yaml");
        assertThat(changed).contains("[Code, Org Code]").contains("\"*\": Suppressed");
    }

    @Test
    void asksBeforeItReleases() throws IOException {
        assertThat(answering("y\n").agree(plan().trial())).isTrue();
        assertThat(answering("").agree(plan().trial())).isFalse();
        assertThat(shown.toString()).contains("Release it? [y/n]");
    }

    @Test
    void leavesWhatAPersonBrokeToThem() {
        Proposal broken = proposal(Drift.NEW_MARK, yaml -> yaml + "no-such-key: 1\n");

        ChangedManifest changed = ChangedManifest.of(manifest(), List.of(HEADING, broken));

        assertThat(changed.taken()).containsExactly(HEADING);
        assertThat(changed.byHand()).singleElement().asString().contains("no-such-key");
    }
}
