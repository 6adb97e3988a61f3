package org.datawarp.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.datawarp.bench.soak.SoakCalendar.Publishing;
import org.junit.jupiter.api.Test;

class SoakCalendarTest {

    private static final int PUBLICATIONS = 10;

    private static List<Publishing> published(long seed, int count) {
        SoakCalendar calendar = new SoakCalendar(PUBLICATIONS, seed);
        return Stream.generate(calendar::next).limit(count).toList();
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(published(7, 500)).isEqualTo(published(7, 500)).isNotEqualTo(published(8, 500));
    }

    @Test
    void beginsWithOneReleaseOfEachPublication() {
        assertThat(published(1, PUBLICATIONS).stream().map(Publishing::publication))
                .doesNotHaveDuplicates();
    }

    @Test
    void correctsWhatIsThereOneVersionAfterTheOther() {
        Map<String, Integer> versions = new HashMap<>();
        published(1, 2_000).forEach(release -> {
            int before = versions.merge(release.publication() + " " + release.month(), 0, (one, other) -> one + 1);
            assertThat(release.version()).isEqualTo(before);
        });

        assertThat(versions.values()).contains(1, 2);
    }

    @Test
    void hasReleasesThatAreLate() {
        YearMonth latest = YearMonth.of(1900, 1);
        int late = 0;
        for (Publishing release : published(1, 2_000)) {
            late += release.version() == 0 && release.month().isBefore(latest) ? 1 : 0;
            latest = release.month().isAfter(latest) ? release.month() : latest;
        }

        assertThat(late).isBetween(80, 400);
    }
}
