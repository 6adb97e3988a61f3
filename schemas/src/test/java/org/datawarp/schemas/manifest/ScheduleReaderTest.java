package org.datawarp.schemas.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.schemas.manifest.ManifestReaderTest.DATASET;
import static org.datawarp.schemas.manifest.ManifestReaderTest.PUBLICATION;
import static org.datawarp.schemas.manifest.ManifestReaderTest.problems;
import static org.datawarp.schemas.manifest.ManifestReaderTest.read;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key {@code schedule} of a publication. */
class ScheduleReaderTest {

    @Test
    void readsWhenReleasesAppear() {
        Schedule schedule = read(
                        PUBLICATION
                                + "schedule: {lag-months: 2, week: 2, weekday: thursday, time: '09:30',"
                                + " dates: {2025-03: 2025-05-22, 2025-04: 2025-06-12T14:00}}",
                        DATASET)
                .publication()
                .schedule();

        assertThat(schedule)
                .isEqualTo(new Schedule(
                        Schedule.LONDON,
                        LocalTime.of(9, 30),
                        new ReleaseDay.InMonth(2, 2, DayOfWeek.THURSDAY),
                        Map.of(
                                "2025-03", new Schedule.Announced(LocalDate.of(2025, 5, 22), null),
                                "2025-04", new Schedule.Announced(LocalDate.of(2025, 6, 12), LocalTime.of(14, 0)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lag-days: 10, week: 2            | schedule.lag-days: cannot be combined with lag-months and week
                    lag-months: 2, weekday: monday   | schedule.week: is missing: lag-months needs week and weekday
                    lag-months: 2, week: 1           | schedule.weekday: is missing: lag-months needs week and weekday
                    weekday: monday                  | schedule.weekday: gives no day without lag-days
                    time: half past nine             | schedule.time: "half past nine" is not a time of day
                    zone: Europe/Londres             | schedule.zone: "Europe/Londres" is not a time zone
                    dates: {2025-03: soon}           | schedule.dates.2025-03: "soon" is not a day: expected 2025-05-15
                    dates: {later: 2025-05-22}       | schedule.dates.later: "later" is not a period
                    """)
    void tellsWhatIsWrongWithASchedule(String schedule, String problem) {
        assertThat(problems(PUBLICATION + "schedule: {" + schedule + "}", DATASET))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schedule: {lag-days: 9}\n", "schedule:\n  # As announced.\n  lag-days: 9\n\n  time: '09:30'\n"})
    void aScheduleChangesNothingOfWhatIsFetched(String schedule) {
        String first = PUBLICATION.substring(0, PUBLICATION.indexOf("files:"));
        String files = PUBLICATION.substring(PUBLICATION.indexOf("files:"));

        assertThat(text(first + schedule + files).publicationVersion())
                .isEqualTo(text(PUBLICATION).publicationVersion());
        assertThat(text(PUBLICATION + schedule).publicationVersion())
                .isEqualTo(text(PUBLICATION).publicationVersion());
        assertThat(text(PUBLICATION + schedule).version())
                .isNotEqualTo(text(PUBLICATION).version());
    }

    private static ManifestText text(String publication) {
        return new ManifestText(new TreeMap<>(Map.of(ManifestText.PUBLICATION_FILE, publication)));
    }
}
