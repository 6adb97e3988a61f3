package org.datawarp.operate.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.operate.store.WatchStore.Lease;
import org.datawarp.operate.store.WatchStore.Seen;
import org.datawarp.producers.PublicationOutcome;
import org.datawarp.producers.ReleaseOutcome;
import org.datawarp.producers.schedule.Outlook;
import org.datawarp.producers.schedule.PollPlan;
import org.datawarp.producers.schedule.ReleaseCalendar;
import org.datawarp.producers.schedule.Sighting;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.setting.PollSettings;

/**
 * The results of checking publications: sightings, notices, and the time of the next check. Safe for several threads.
 */
final class Looks {

    private final WatchStore store;
    private final WatchSettings settings;
    private final PollPlan plan;
    private final Notices notices;
    private final Map<PublicationName, Integer> failures = new ConcurrentHashMap<>();

    Looks(WatchStore store, WatchSettings settings, PollPlan plan, EventLog events) {
        this.store = store;
        this.settings = settings;
        this.plan = plan;
        this.notices = new Notices(store, events);
    }

    /** @param begun the start of the check; it may miss what appears later */
    Look begin(Publication publication, String manifestVersion, Lease lease, Instant begun) {
        return new Look(publication, manifestVersion, lease, begun);
    }

    /** The releases of a publication that were seen, as input for calendars. */
    static List<Sighting> sightings(List<Seen> seen) {
        return seen.stream()
                .map(one -> new Sighting(one.period(), one.seenAt(), one.missedAt()))
                .toList();
    }

    /** One check of one publication. */
    final class Look {

        private final Publication publication;
        private final String manifestVersion;
        private final Lease lease;
        private final Instant begun;

        private Look(Publication publication, String manifestVersion, Lease lease, Instant begun) {
            this.publication = publication;
            this.manifestVersion = manifestVersion;
            this.lease = lease;
            this.begun = begun;
        }

        void succeeded(PublicationOutcome outcome, boolean whole, Instant now) {
            failures.remove(publication.name());
            boolean complete = whole && outcome.unreadable().isEmpty();
            List<Seen> known = store.sightings(publication.name());
            List<Seen> fresh = fresh(outcome, known);
            List<Seen> all = new ArrayList<>(known);
            all.addAll(fresh);
            Outlook outlook = ReleaseCalendar.of(publication, sightings(all), settings.halfWindow())
                    .at(now);
            Instant again = settings.every().isPresent() ? now : plan.next(outlook, now);
            boolean ours = store.note(lease, manifestVersion, complete ? begun : null, again, fresh);
            if (ours && complete && settings.expecting()) {
                notices.tell(publication.name(), outlook, now);
            }
        }

        private List<Seen> fresh(PublicationOutcome outcome, List<Seen> known) {
            Set<ReleaseName> names = new HashSet<>();
            known.forEach(one -> names.add(one.release()));
            return outcome.releases().stream()
                    .filter(release -> release.state() != ReleaseOutcome.State.FAILED)
                    .map(ReleaseOutcome::release)
                    .filter(names::add)
                    .flatMap(release -> PeriodParser.parse(release.value()).stream()
                            .map(period -> new Seen(release, period, begun, lease.lookedAt())))
                    .toList();
        }

        void failed(Instant now) {
            int times = failures.merge(publication.name(), 1, Integer::sum);
            PollSettings calendar = settings.calendar();
            Backoff backoff = Backoff.endless(calendar.close().multipliedBy(2), calendar.between());
            Instant again = settings.every().isPresent() ? now : now.plus(backoff.pauseAfter(times));
            store.note(lease, manifestVersion, null, again, List.of());
        }
    }
}
