package org.datawarp.ask.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.catalog.PeriodRows;
import org.junit.jupiter.api.Test;

class FollowTest {

    /** Tests of the Worker read them too. */
    private static final String CASES = "follows.json";

    private static JsonNode cases() throws IOException {
        try (InputStream file = FollowTest.class.getResourceAsStream(CASES)) {
            return new ObjectMapper().readTree(file);
        }
    }

    @Test
    void saysOfEachPeriodWhatTheWorkerSays() throws IOException {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (JsonNode each : cases()) {
            String what = each.path("what").asText() + ": ";
            List<PeriodRows> periods = new ArrayList<>();
            for (JsonNode period : each.path("periods")) {
                periods.add(new PeriodRows(
                        LocalDate.parse(period.path(0).asText()),
                        LocalDate.parse(period.path(1).asText()),
                        each.path("kind").asText(),
                        1));
            }
            List<Boolean> joined = new ArrayList<>();
            each.path("joined").forEach(one -> joined.add(one.asBoolean()));
            expected.add(what + joined);
            found.add(what + Follow.of(periods, each.path("frequency").asText()));
        }

        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(found).containsExactlyElementsOf(expected);
    }
}
