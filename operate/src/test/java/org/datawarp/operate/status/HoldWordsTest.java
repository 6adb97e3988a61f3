package org.datawarp.operate.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.datawarp.schemas.status.PublicationStatus.Reason;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldWordsTest {

    private static final Set<String> DATASETS = Set.of("visits");

    private static Reason of(String where) {
        return HoldWords.of(
                new HoldReason(HoldCode.SHRUNK, where, "/srv/data/10.0.0.7:9092", "a secret", "see /srv/data"),
                DATASETS);
    }

    @Test
    void namesTheDatasetAndNothingElseThatWasFound() {
        assertThat(of("visits, column patients"))
                .isEqualTo(new Reason("shrunk", "visits", HoldWords.words(HoldCode.SHRUNK)));
        assertThat(of("/srv/data/visits.csv").toString()).doesNotContain("srv", "10.0", "secret");
        assertThat(of("beds").dataset()).as("another's, or none").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryKindOfReason(HoldCode code) {
        assertThat(HoldWords.words(code)).matches("[a-z][a-z ]+");
    }
}
