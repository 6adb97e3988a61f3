package org.datawarp.operate.doctor;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.datawarp.operate.metrics.Lag;
import org.datawarp.platform.setting.Settings;
import org.datawarp.streams.loader.LoaderSettings;
import org.datawarp.streams.release.LoadFigures;

/** What there is to do, and what waits for a person. */
final class WorkChecks {

    private final Settings.Database database;
    private final Lag lag;

    WorkChecks(Settings.Database database, Lag lag) {
        this.database = database;
        this.lag = lag;
    }

    List<Finding> run() throws InterruptedException, ExecutionException, TimeoutException {
        try {
            LoadFigures figures = LoadFigures.read(database.settings(), List.of(), LoaderSettings.APPLICATION);
            return List.of(lag(figures), held(figures.held()));
        } catch (SQLException e) {
            return List.of(Finding.cannotTell(
                    "lag",
                    Finding.reason(e),
                    "apply makes the tables when it first starts: ./datawarp up, or run apply"));
        }
    }

    private Finding lag(LoadFigures figures) throws InterruptedException, ExecutionException, TimeoutException {
        long behind = lag.behindTransactions(figures.positions());
        return behind == 0
                ? Finding.ok("lag", "all that is in Kafka is in the database")
                : Finding.cannotTell(
                        "lag",
                        "%,d messages are still to be loaded".formatted(behind),
                        "look again in a minute; if there are not fewer, see that apply runs");
    }

    private static Finding held(Map<String, Long> held) {
        List<String> some = held.entrySet().stream()
                .filter(publication -> publication.getValue() > 0)
                .map(publication -> "%s %d".formatted(publication.getKey(), publication.getValue()))
                .sorted()
                .collect(Collectors.toList());
        return Finding.of(
                some.isEmpty(),
                "held releases",
                some.isEmpty() ? "none" : String.join(", ", some),
                "none",
                "see why, and mend it: ./datawarp status, ./datawarp repair");
    }
}
