package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.datawarp.operate.schedule.CalendarEntry;
import org.datawarp.operate.schedule.CalendarPage;
import org.datawarp.operate.store.WatchStore;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.Publication;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which releases are expected, and when. */
@Command(
        name = "calendar",
        mixinStandardHelpOptions = true,
        header = "Show which releases are expected, and which are late.",
        description = "Shows when each release is expected and how that is known, which releases are late or missing,"
                + " which release was seen last, and when pages are checked next.",
        exitCodeList = {"0:nothing is late", "1:a release is late or missing, or DataWarp does not run"},
        footer = {
            "  ./datawarp calendar",
            "  ./datawarp calendar ae-monthly --days 90",
            "docs/schedule.md explains how a calendar is learned."
        })
final class CalendarCommand implements Callable<Integer> {

    private static final int MOST_DAYS = 3_660;

    @Mixin
    private SettingsOptions options;

    @Parameters(arity = "0..1", paramLabel = "<publication>", description = "Such as ae-monthly; all if left out.")
    private @Nullable String publication;

    @Option(
            names = "--days",
            paramLabel = "<n>",
            defaultValue = "31",
            description = "How many days to look ahead (default: 31).")
    private int days;

    @Option(names = "--json", description = "Print one JSON object for each publication, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (days < 1 || days > MOST_DAYS) {
            throw new UserException(ExitCode.INVALID, "--days: found %d, expected 1 to %d".formatted(days, MOST_DAYS));
        }
        Settings settings = options.read();
        List<PublicationManifest> manifests =
                new PublicationChoice(Stream.ofNullable(publication).toList()).read(settings);
        Instant now = InstantSource.system().instant();
        List<CalendarEntry> entries = entries(settings, manifests, now);
        CalendarPage page = new CalendarPage(entries, now);
        if (json) {
            page.printJson(out());
        } else {
            page.print(out());
            sayPace(settings);
        }
        boolean late = entries.stream()
                .map(CalendarEntry::outlook)
                .anyMatch(outlook ->
                        !outlook.late().isEmpty() || !outlook.missing().isEmpty());
        return late ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private List<CalendarEntry> entries(Settings settings, List<PublicationManifest> manifests, Instant now)
            throws IOException {
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        CalendarEntry.Ahead ahead = new CalendarEntry.Ahead(
                Duration.ofDays(days), settings.polling().halfWindow());
        try (WatchStore store = new WatchStore(database.settings())) {
            List<Publication> publications = manifests.stream()
                    .map(manifest -> manifest.manifest().publication())
                    .toList();
            return CalendarEntry.of(publications, store, now, ahead);
        }
    }

    /** Copies of pages do not follow a calendar. */
    private void sayPace(Settings settings) {
        if (settings.polling().every() != null) {
            out().printf(
                            "%nPages are checked %s, independent of this calendar: they are %s.%n",
                            settings.polling(), settings.source());
            out().flush();
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
