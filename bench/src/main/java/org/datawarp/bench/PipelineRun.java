package org.datawarp.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.bench.Meter.Mark;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.release.ReleaseWatch.Followed;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.streams.release.ReleaseState;

/** The whole path, as {@code ./datawarp up} runs it, with a mark at the end of each leg. Used by one thread. */
final class PipelineRun {

    static final String END_TO_END = "end to end";

    private final Settings settings;
    private final Meter meter;
    private final Map<EventType, Mark> marks = new ConcurrentHashMap<>();

    PipelineRun(Settings settings, Meter meter) {
        this.settings = settings;
        this.meter = meter;
    }

    private void record(Event event) {
        marks.put(event.type(), meter.mark());
    }

    /**
     * Loads the only release, from its file to the catalogue.
     *
     * @param services that are running
     * @throws IllegalStateException when it is not promoted
     */
    void load(Services services, long rows) throws Exception {
        StopSignal stop = new StopSignal();
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        try (Pipeline pipeline = Pipeline.start(
                        EnumSet.of(Role.APPLY, Role.CAPTURE, Role.SINK),
                        settings,
                        services.endpoints(),
                        this::record,
                        stop::fail);
                FetchRole fetch = FetchRole.start(settings, services.endpoints(), this::record, stop);
                Published published = Published.of(services.endpoints())) {
            StagingWatch staging = StagingWatch.start(services.endpoints(), meter);
            Mark start = meter.mark();
            Loading loading = new Loading(fetch, published.watch(manifests));
            loading.bring(manifests, ReleaseChoice.CHANGED);
            List<Followed> ended = loading.await(stop);
            Mark end = meter.mark();
            staging.close();
            stop.throwIfFailed("A role failed");
            check(ended, rows);
            note(rows, start, staging, end);
        }
    }

    private static void check(List<Followed> ended, long rows) {
        boolean whole = ended.size() == 1
                && ended.get(0).status().state() == ReleaseState.PROMOTED
                && ended.get(0).status().counts().rows() == rows;
        if (!whole) {
            throw new IllegalStateException("Expected one release of %d rows, found %s".formatted(rows, ended));
        }
    }

    private void note(long rows, Mark start, StagingWatch staging, Mark end) {
        Mark fetched = mark(EventType.FILE_FETCHED);
        Mark raw = mark(EventType.RELEASE_PUBLISHED);
        Mark promotion = staging.staged();
        Mark promoted = mark(EventType.RELEASE_PROMOTED);
        Mark captured = mark(EventType.TRANSACTION_CAPTURED);
        meter.note("fetch and archive", rows, start, fetched);
        meter.note("read and send", rows, fetched, raw);
        meter.note("apply and stage, from the first row", rows, fetched, promotion);
        meter.note("promote", rows, promotion, promoted);
        meter.note("capture", rows, promoted, captured);
        meter.note("sink, after capture", rows, captured, end);
        meter.note(END_TO_END, rows, start, end);
    }

    private Mark mark(EventType type) {
        Mark mark = marks.get(type);
        if (mark == null) {
            throw new IllegalStateException("No event " + type + " was recorded");
        }
        return mark;
    }

    /** Measures how fast each leg is: nothing waits for another. */
    static Settings settings(Path work, Path data, Path mirror) {
        return settings(work, data, mirror, new Settings.Room(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 0));
    }

    static Settings settings(Path work, Path data, Path mirror, Settings.Room room) {
        return new Settings(
                data,
                work.resolve("manifests"),
                new Settings.SourceSetting(Settings.SourceSetting.Kind.FOLDER, null, mirror),
                Settings.Polling.every(java.time.Duration.ofSeconds(5)),
                2,
                List.of(),
                room,
                StoreBudget.NONE,
                new Settings.Worker(work.resolve("worker"), 0, null, List.of()),
                null,
                null,
                null);
    }
}
