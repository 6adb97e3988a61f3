package org.datawarp.operate.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.operate.schedule.MonthlyVisits;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.status.PublicationStatus;
import org.datawarp.schemas.status.PublicationStatus.Expected;
import org.junit.jupiter.api.Test;

class StatusReadingTest {

    private static final Instant NOW = Instant.parse("2025-11-26T03:00:00Z");

    private static PublicationStatus newest(String month, Duration ahead) {
        Manifest manifest = MonthlyVisits.manifest();
        Seen seen = new Seen(new ReleaseName(month), Period.month(YearMonth.parse(month)), NOW.minusSeconds(60), null);
        CalendarEntry entry = CalendarEntry.of(
                manifest.publication(),
                List.of(seen),
                Optional.empty(),
                NOW,
                new CalendarEntry.Ahead(ahead, Duration.ofMinutes(10)));
        return StatusReading.of(
                        List.of(manifest),
                        List.of(entry),
                        List.of(),
                        List.of(),
                        new StatusReading.Moment(NOW, List.of()))
                .publications()
                .get(0);
    }

    @Test
    void tellsAllThatAreMissingAsOneAndHidesNothingBehindThem() {
        PublicationStatus visits = newest("2025-01", StatusReading.AHEAD);

        assertThat(visits.latestRelease()).isEqualTo("2025-01");
        assertThat(visits.expected())
                .containsExactly(
                        new Expected(
                                "2025-02",
                                "2025-09",
                                8,
                                "missing",
                                Instant.parse("2025-03-13T09:30:00Z"),
                                0,
                                0,
                                "given"),
                        new Expected("2025-10", null, 1, "late", Instant.parse("2025-11-13T09:30:00Z"), 0, 0, "given"),
                        new Expected(
                                "2025-11", null, 1, "expected", Instant.parse("2025-12-11T09:30:00Z"), 0, 0, "given"));
    }

    @Test
    void tellsTheNextFiveOfManyThatWillCome() {
        assertThat(newest("2025-10", Duration.ofDays(365)).expected())
                .extracting(Expected::release)
                .containsExactly("2025-11", "2025-12", "2026-01", "2026-02", "2026-03");
    }
}
