package org.datawarp.app.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.datawarp.ask.query.Lake;
import org.datawarp.ask.query.PublishedData;
import org.datawarp.ask.query.PublishedLake;
import org.datawarp.platform.setting.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** SQL over the published Parquet, whether or not DataWarp runs. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        header = "Query the published data in SQL.",
        description = "Queries the published data in SQL: DuckDB reads the parts that the catalogue names. Each"
                + " dataset is a table; the table catalog lists them. DataWarp need not run.",
        footer = {
            "  ./datawarp query \"SELECT dataset, rows, title FROM catalog\"",
            "  ./datawarp query --format csv \"SELECT * FROM ae_provider LIMIT 10\"",
            "  ./datawarp query --as-of 2025-06-30 \"SELECT count(*) FROM ae_provider\""
        })
final class QueryCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<sql>", description = "One statement.")
    private String sql;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--as-of",
            paramLabel = "<day>",
            description = {
                "What the public saw at the end of that day (UTC),",
                "as 2025-06-30, or at 2025-06-30T12:00:00Z."
            })
    private @Nullable String asOf;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.read();
        try (PublishedData data = open(PublishedLake.of(settings))) {
            data.query(sql, format.format(), spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (NoSuchFileException e) {
            throw UserException.nothingPublished(settings);
        } catch (SQLException e) {
            throw new UserException(
                    ExitCode.INVALID,
                    "Cannot answer: %s%nTo list the tables: ./datawarp query \"SELECT dataset, title FROM catalog\""
                            .formatted(firstLines(e)));
        }
    }

    private PublishedData open(Lake lake) throws IOException, SQLException {
        String day = asOf;
        return day == null ? PublishedData.open(lake, sql) : PublishedData.asOf(lake, sql, DayOption.end(day));
    }

    /** DuckDB's own message, without its driver's prefix, cut to one screen. */
    static String firstLines(SQLException problem) {
        String message = String.valueOf(problem.getMessage());
        return String.join(
                System.lineSeparator(),
                message.lines()
                        .filter(line -> !line.contains("pending query result"))
                        .limit(6)
                        .toList());
    }
}
