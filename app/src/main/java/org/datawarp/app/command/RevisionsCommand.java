package org.datawarp.app.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.datawarp.ask.query.PublishedData;
import org.datawarp.ask.query.PublishedLake;
import org.datawarp.ask.query.RevisionQuery;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.Revisions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what later releases changed in a dataset after it was first published. */
@Command(
        name = "revisions",
        mixinStandardHelpOptions = true,
        header = "List published figures that a later release changed.",
        description = "Lists what was changed in a dataset after it was first published, the latest change first:"
                + " the old and the new value, the release, and where it was published. DataWarp need not run.",
        footer = {
            "  ./datawarp revisions ae_provider --release 2025-03",
            "  ./datawarp revisions ae_provider --since 2025-06-01 --format csv",
            "  ./datawarp revisions ae_provider --key org_code=RAL",
            "In SQL, it is the dataset ae_provider_revisions."
        })
final class RevisionsCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<dataset>", description = "Such as ae_provider.")
    private String dataset;

    @Option(
            names = "--release",
            paramLabel = "<release>",
            description = "Only what this release changed, such as 2025-03.")
    private @Nullable String release;

    @Option(names = "--since", paramLabel = "<day>", description = "Only what was changed on or after this day (UTC).")
    private @Nullable String since;

    @Option(
            names = "--key",
            paramLabel = "<column=value>",
            description = "Only rows with this value, such as org_code=RAL; may be given several times.")
    private Map<String, String> key = new LinkedHashMap<>();

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "1000",
            description = "How many revised rows to list at most (default: 1000).")
    private long limit;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read();
        DatasetName name = GivenName.dataset(dataset);
        RevisionQuery wanted = new RevisionQuery(name, Optional.ofNullable(release), since(), key, limit);
        String tables = name + " " + Revisions.nameOf(name);
        try (PublishedData data = PublishedData.open(PublishedLake.of(settings), tables)) {
            if (!data.has(name)) {
                throw new UserException(
                        ExitCode.INVALID,
                        ("There is no dataset %s. To list the datasets: ./datawarp query \"SELECT dataset, title FROM"
                                        + " catalog\"")
                                .formatted(name));
            }
            if (!data.revisions(wanted, format.format(), spec.commandLine().getOut())) {
                spec.commandLine()
                        .getErr()
                        .printf("Nothing in %s was changed since it was first published.%n", dataset);
            }
            return ExitCode.OK;
        } catch (NoSuchFileException e) {
            throw UserException.nothingPublished(settings);
        } catch (SQLException e) {
            throw new UserException(
                    ExitCode.INVALID, "Cannot list revisions of %s: %s".formatted(dataset, QueryCommand.firstLines(e)));
        }
    }

    private Optional<Instant> since() {
        String day = since;
        return day == null ? Optional.empty() : Optional.of(DayOption.start(day));
    }
}
