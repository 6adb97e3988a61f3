package org.datawarp.operate.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.Rejection;
import org.junit.jupiter.api.Test;

/** Rejections that one change of a manifest mends have one cause. */
class RejectionCauseTest {

    private static Rejection rejection(String release, String column, String found) {
        return new Rejection(
                "00000000000000aa",
                new PublicationName("beds"),
                new ReleaseName(release),
                new FileDigest("0".repeat(64)),
                "beds.csv",
                "Beds",
                7,
                "beds_open",
                column,
                "unreadable-number",
                found,
                "a whole number");
    }

    @Test
    void seesFiguresAndWordsAsOneEachAndCutsWhatIsLong() {
        assertThat(RejectionCause.shape("1,204 [p]")).isEqualTo("9,9 [a]");
        assertThat(RejectionCause.shape("Not yet known")).isEqualTo("a");
        assertThat(RejectionCause.shape("-".repeat(100))).hasSize(41).endsWith("…");
        assertThat(RejectionCause.shape("")).isEmpty();
    }

    @Test
    void groupsByShapeOverReleasesAndTellsColumnsApart() {
        RejectionCauses causes = new RejectionCauses();
        causes.add(rejection("2025-03", "beds", "12x4"));
        causes.add(rejection("2025-04", "beds", "7y31"));
        causes.add(rejection("2025-04", "beds", "7y31"));
        causes.add(rejection("2025-04", "staff", "7y31"));

        List<Map.Entry<RejectionCause, RejectionCauses.Group>> all = causes.all();

        assertThat(all).extracting(cause -> cause.getValue().times()).containsExactly(3L, 1L);
        assertThat(all.get(0).getValue().samples()).extracting(Rejection::found).containsExactly("12x4", "7y31");
        String fingerprint = all.get(0).getKey().fingerprint();
        assertThat(causes.find(fingerprint.substring(0, 6)).orElseThrow().releases())
                .isEqualTo(Set.of(new ReleaseName("2025-03"), new ReleaseName("2025-04")));
        assertThat(causes.find("")).as("several begin so").isEmpty();
    }
}
