package org.datawarp.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.junit.jupiter.api.Test;

class NewsTest {

    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    private final News news = new News();

    private boolean isNews(EventType type, Map<Fact, String> facts) {
        return isNews(type, facts, NOON);
    }

    private boolean isNews(EventType type, Map<Fact, String> facts, Instant at) {
        return news.isNews(new Event(type, "ae-monthly", "2025-03", "", facts, at));
    }

    @Test
    void findsAReleaseOnce() {
        assertThat(isNews(EventType.RELEASE_FOUND, Map.of(Fact.FILES, "1"))).isTrue();
        assertThat(isNews(EventType.RELEASE_FOUND, Map.of(Fact.FILES, "1"))).isFalse();
        assertThat(isNews(EventType.RELEASE_FOUND, Map.of(Fact.FILES, "2"))).isTrue();
    }

    @Test
    void saysNothingOfWhatIsSeenAgainAndAsItWas() {
        assertThat(isNews(EventType.RELEASE_SEEN, Map.of(Fact.FILES, "1"))).isFalse();
        assertThat(isNews(EventType.RELEASE_UNCHANGED, Map.of())).isFalse();
        assertThat(isNews(EventType.RELEASE_UNCHANGED, Map.of(Fact.ROWS, "3"))).isTrue();
    }

    @Test
    void tellsAProblemOnceForAsLongAsItLastsAndAgainWhenItComesBack() {
        Map<Fact, String> gone = Map.of(Fact.FILE, "a.csv", Fact.MESSAGE, "gone");
        for (boolean expected : new boolean[] {true, false, false}) {
            isNews(EventType.RELEASE_FOUND, Map.of(Fact.FILES, "1"));
            assertThat(isNews(EventType.FILE_REJECTED, gone)).isEqualTo(expected);
        }
        isNews(EventType.RELEASE_FOUND, Map.of(Fact.FILES, "1"));
        isNews(EventType.RELEASE_SEEN, Map.of(Fact.FILES, "1"));
        assertThat(isNews(EventType.FILE_REJECTED, gone)).isTrue();
    }

    @Test
    void tellsAnotherProblemOfTheSameFile() {
        isNews(EventType.RELEASE_FOUND, Map.of());
        isNews(EventType.FILE_REJECTED, Map.of(Fact.FILE, "a.csv", Fact.MESSAGE, "gone"));

        assertThat(isNews(EventType.FILE_REJECTED, Map.of(Fact.FILE, "a.csv", Fact.MESSAGE, "cut short")))
                .isTrue();
    }

    @Test
    void tellsEveryHourOfAPageThatCannotBeRead() {
        Map<Fact, String> away = Map.of(Fact.MESSAGE, "away");

        assertThat(isNews(EventType.PAGE_REJECTED, away, NOON)).isTrue();
        assertThat(isNews(EventType.PAGE_REJECTED, away, NOON.plusSeconds(3_599)))
                .isFalse();
        assertThat(isNews(EventType.PAGE_REJECTED, away, NOON.plusSeconds(3_600)))
                .isTrue();
    }

    @Test
    void tellsEveryStepOfALoad() {
        assertThat(isNews(EventType.RELEASE_PROMOTED, Map.of())).isTrue();
        assertThat(isNews(EventType.RELEASE_PROMOTED, Map.of())).isTrue();
    }
}
