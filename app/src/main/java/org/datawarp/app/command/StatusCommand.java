package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.datawarp.ask.query.PublishedData;
import org.datawarp.ask.query.PublishedLake;
import org.datawarp.ask.query.ResultFormat;
import org.datawarp.operate.cost.BudgetAdvice;
import org.datawarp.operate.pressure.Backlog;
import org.datawarp.operate.pressure.Level;
import org.datawarp.operate.release.Published;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.object.StoreWait;
import org.datawarp.sinks.object.UsageRecord;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.RepeatedSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what is loaded, what is held and why, and what is published. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Show what is loaded, held, published and waiting.",
        description = "Shows what is loaded, what is held and why, and what is published. Shows how far each step"
                + " lags behind fetching, and at which lag fetching would wait. Published data is shown even when"
                + " DataWarp does not run.",
        exitCodeList = {"0:nothing is held", "1:something is held or waits for its budget, or DataWarp does not run"},
        footer = {"  ./datawarp status", "  ./datawarp status --last 5"})
final class StatusCommand implements Callable<Integer> {

    private static final String PUBLISHED = """
            SELECT dataset, publication, rows, len(parts) AS parts, len(releases) AS releases, bytes,
                   version AS changed_in, changed_at
            FROM catalog ORDER BY dataset""";

    @Mixin
    private SettingsOptions options;

    @Option(
            names = "--last",
            paramLabel = "<n>",
            defaultValue = "30",
            description = "How many attempts to show, the newest first (default: 30).")
    private int last;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Settings settings = options.read();
        try {
            return running(settings, RunningDatawarp.endpoints(settings));
        } catch (UserException notRunning) {
            return stopped(settings, notRunning);
        }
    }

    private int running(Settings settings, Endpoints endpoints) throws IOException, InterruptedException {
        try (Published published = Published.of(endpoints);
                Backlog backlog = Backlog.open(settings, endpoints)) {
            List<ReleaseStatus> releases = published.releases().recent(last);
            printReleases(releases);
            printTakenOnce(releases);
            printHeld(releases);
            Catalog catalog = published.catalog();
            printCatalog(catalog);
            boolean waits = printWaits(published.storeUsage());
            printBacklog(backlog.all());
            boolean held = releases.stream().anyMatch(release -> release.state() == ReleaseState.HELD);
            return held || waits ? ExitCode.PROBLEM : ExitCode.OK;
        }
    }

    /** Whether publishing waits for its budget. */
    private boolean printWaits(Optional<UsageRecord> usage) {
        YearMonth month = YearMonth.from(InstantSource.system().instant().atOffset(ZoneOffset.UTC));
        List<StoreWait> waits = usage.map(noted -> noted.waitsIn(month)).orElse(List.of());
        for (StoreWait wait : waits) {
            out().printf(
                            "%nPublishing waits for its budget, since %s: %s.%n%s For the costs: ./datawarp cost%n",
                            wait.since().truncatedTo(ChronoUnit.SECONDS), wait, BudgetAdvice.of(wait.what()));
        }
        return !waits.isEmpty();
    }

    private void printReleases(List<ReleaseStatus> releases) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.LEFT),
                List.of("publication", "release", "vintage", "state", "rows", "rejected", "begun"));
        for (ReleaseStatus release : releases) {
            table.add(List.of(
                    release.publication().value(),
                    release.release().value(),
                    release.vintage(),
                    release.state().name().toLowerCase(Locale.ROOT),
                    "%,d".formatted(release.counts().rows()),
                    "%,d".formatted(release.counts().rejected()),
                    release.openedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
        }
        out().print(table);
    }

    private void printTakenOnce(List<ReleaseStatus> releases) {
        for (ReleaseStatus release : releases) {
            for (DatasetResult dataset : release.datasets()) {
                for (RepeatedSheet sheet : dataset.repeats()) {
                    out().printf(
                                    "%nTaken once: %s %s, %s: %s%n",
                                    release.publication(), release.release(), dataset.dataset(), sheet);
                }
            }
        }
    }

    private void printHeld(List<ReleaseStatus> releases) {
        for (ReleaseStatus release : releases) {
            if (release.state() == ReleaseState.HELD) {
                out().printf(
                                "%nHeld: %s %s, nothing of it is visible, because%n",
                                release.publication(), release.release());
                for (HoldReason reason : release.reasons()) {
                    out().println("  " + reason);
                }
            }
        }
        if (releases.stream().anyMatch(release -> release.state() == ReleaseState.HELD)) {
            out().printf("%nTo see what has changed and correct it: ./datawarp repair%n");
        }
    }

    private void printCatalog(Catalog catalog) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT),
                List.of("dataset", "publication", "rows", "parts", "releases", "changed in"));
        catalog.datasets()
                .forEach(dataset -> table.add(List.of(
                        dataset.dataset().value(),
                        dataset.publication().value(),
                        "%,d".formatted(dataset.rows()),
                        Integer.toString(dataset.parts().size()),
                        Integer.toString(dataset.releases().size()),
                        "version " + dataset.version())));
        out().printf(
                        "%nPublished: catalogue version %d of %s%n",
                        catalog.version(), catalog.committedAt().truncatedTo(ChronoUnit.SECONDS));
        out().print(table);
        out().flush();
    }

    private void printBacklog(List<Level> levels) {
        boolean waits = levels.stream().anyMatch(Level::isBeyond);
        out().printf("%n%s%n", waits ? "Fetching waits until less is behind it:" : "Behind fetching:");
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.LEFT, Side.LEFT), List.of("what", "now", "limit", ""));
        levels.forEach(level ->
                table.add(List.of(level.what(), level.amount(), level.limit(), level.isBeyond() ? "waits" : "")));
        out().print(table);
        out().flush();
    }

    private int stopped(Settings settings, UserException notRunning) throws IOException, SQLException {
        spec.commandLine().getErr().println(notRunning.getMessage());
        try (PublishedData data = PublishedData.open(PublishedLake.of(settings), PUBLISHED)) {
            out().printf("Published when it last ran:%n");
            data.query(PUBLISHED, ResultFormat.TABLE, out());
        } catch (NoSuchFileException e) {
            out().println("Nothing is published yet.");
        }
        return ExitCode.PROBLEM;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
