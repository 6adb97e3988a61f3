package org.datawarp.operate.schedule;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.producers.schedule.Expectation;
import org.datawarp.producers.schedule.Outlook;
import org.datawarp.producers.schedule.Outlook.State;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.name.PublicationName;

/** Reports releases that do not appear, each notice once, whichever instance finds it. */
final class Notices {

    private static final String NO_RUN = "";

    private final WatchStore store;
    private final EventLog events;

    Notices(WatchStore store, EventLog events) {
        this.store = store;
        this.events = events;
    }

    void tell(PublicationName publication, Outlook outlook, Instant now) {
        for (Expectation late : outlook.late()) {
            if (!outlook.missing().contains(late)) {
                once(EventType.RELEASE_LATE, publication, outlook, late, now);
            }
        }
        outlook.missing().forEach(missing -> once(EventType.RELEASE_MISSING, publication, outlook, missing, now));
        if (outlook.state() == State.DISCONTINUED) {
            List<Expectation> late = outlook.late();
            once(EventType.PUBLICATION_DISCONTINUED, publication, outlook, late.get(0), now);
        }
    }

    private void once(EventType type, PublicationName publication, Outlook outlook, Expectation expected, Instant now) {
        String release = expected.period().label();
        if (store.tell(publication, release, type.name().toLowerCase(Locale.ROOT), now)) {
            Map<Fact, String> facts = new EnumMap<>(Fact.class);
            facts.put(Fact.EXPECTED, expected.at().toInstant().toString());
            facts.put(Fact.BASIS, expected.basis().name().toLowerCase(Locale.ROOT));
            outlook.latest()
                    .ifPresent(latest -> facts.put(Fact.LATEST, latest.period().label()));
            events.record(new Event(type, publication.value(), release, NO_RUN, facts, now));
        }
    }
}
