package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.setting.R2Price;
import org.datawarp.sinks.object.StoreWait;
import org.junit.jupiter.api.Test;

class BudgetPausesTest {

    private static final Instant REFUSED = Instant.parse("2026-01-31T23:59:59Z");
    private static final Instant NEXT_MONTH = Instant.parse("2026-02-01T00:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private final BudgetPauses pauses = new BudgetPauses(InstantSource.fixed(NEXT_MONTH), events::add);

    private static StoreWait refusedAt(Instant moment) {
        return new StoreWait(R2Price.CLASS_B, 180, 1, 200, moment);
    }

    @Test
    void countsFromTheRefusalEvenIfTheMonthTurnedBeforeItWasTold() {
        pauses.begin(refusedAt(REFUSED));
        pauses.end();

        assertThat(events)
                .extracting(Event::type)
                .containsExactly(EventType.PUBLISHING_PAUSED, EventType.PUBLISHING_RESUMED);
        assertThat(events.get(1).number(Fact.SECONDS)).isEqualTo(1);
    }

    @Test
    void tellsOneWaitHoweverManyThreadsShareIt() {
        pauses.begin(refusedAt(REFUSED));
        pauses.begin(refusedAt(NEXT_MONTH));
        pauses.end();
        pauses.end();

        assertThat(events).hasSize(2);
        assertThat(events.get(1).number(Fact.SECONDS)).isEqualTo(1);
    }
}
