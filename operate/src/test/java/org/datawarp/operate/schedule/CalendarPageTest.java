package org.datawarp.operate.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.junit.jupiter.api.Test;

class CalendarPageTest {

    private static final Instant NOW = Instant.parse("2025-11-26T03:00:00Z");
    private static final CalendarEntry.Ahead AHEAD =
            new CalendarEntry.Ahead(Duration.ofDays(31), Duration.ofMinutes(10));

    private static String page(String newestRelease, BiConsumer<CalendarPage, PrintWriter> print) {
        Seen seen = new Seen(
                new ReleaseName(newestRelease),
                Period.month(YearMonth.parse(newestRelease)),
                NOW.minusSeconds(60),
                null);
        CalendarEntry entry =
                CalendarEntry.of(MonthlyVisits.manifest().publication(), List.of(seen), Optional.empty(), NOW, AHEAD);
        StringWriter text = new StringWriter();
        print.accept(new CalendarPage(List.of(entry), NOW), new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void saysInOneLineWhatIsMissing() {
        assertThat(page("2025-05", CalendarPage::print).lines().skip(2))
                .satisfiesExactly(
                        missing -> assertThat(missing)
                                .contains("since Thu 2025-07-10 09:30", "2025-06 to 2025-09", "4 missing", "given"),
                        late -> assertThat(late).contains("Thu 2025-11-13 09:30", "2025-10", "late by 12 days"),
                        next -> assertThat(next).contains("Thu 2025-12-11 09:30", "2025-11", "expected"));
    }

    @Test
    void namesTheOneThatIsMissing() {
        assertThat(page("2025-08", CalendarPage::print).lines().skip(2))
                .first()
                .asString()
                .contains("Thu 2025-10-09 09:30", "2025-09", "missing")
                .doesNotContain("since");
    }

    @Test
    void givesProgramsEachRelease() {
        assertThat(page("2025-05", CalendarPage::printJson))
                .contains("\"release\" : \"2025-06\"", "\"release\" : \"2025-09\"")
                .contains("\"state\" : \"missing\"", "\"state\" : \"late\"", "\"state\" : \"expected\"");
    }
}
