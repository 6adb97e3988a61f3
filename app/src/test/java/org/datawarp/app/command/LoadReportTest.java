package org.datawarp.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.datawarp.operate.release.ReleaseWatch.Followed;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.junit.jupiter.api.Test;

class LoadReportTest {

    private static final Instant OPENED = Instant.parse("2025-04-10T09:30:00Z");

    private static ReleaseStatus promoted() {
        return new ReleaseStatus(
                "0123456789abcdef",
                new PublicationName("visits"),
                new ReleaseName("2025-03"),
                Period.month(YearMonth.of(2025, 3)),
                "",
                "https://publisher.example/visits",
                "1",
                List.of(),
                ReleaseState.PROMOTED,
                List.of(),
                OPENED,
                OPENED.plusSeconds(1),
                OPENED.plusSeconds(2),
                new ReleaseStatus.Counts(1_234, 0, 1_234, 0, 0),
                List.of());
    }

    private static List<String> lastLine(Optional<Duration> took) {
        StringWriter text = new StringWriter();
        new LoadReport(List.of(), List.of(new Followed(promoted(), took)), List.of()).print(new PrintWriter(text));
        return List.of(text.toString()
                .strip()
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow()
                .strip()
                .split(" +"));
    }

    @Test
    void saysHowLongAReleaseTook() {
        assertThat(lastLine(Optional.of(Duration.ofMillis(2_345))))
                .containsExactly("visits", "2025-03", "promoted", "0", "1,234", "0", "2.3");
    }

    @Test
    void callsAReleaseThatWasPromotedBeforeUnchanged() {
        assertThat(lastLine(Optional.empty())).containsExactly("visits", "2025-03", "unchanged", "0", "1,234", "0");
    }
}
