package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.datawarp.operate.alerts.AlertPage;
import org.datawarp.operate.alerts.TargetTrial;
import org.datawarp.operate.lookout.Alerting;
import org.datawarp.operate.store.AlertStore;
import org.datawarp.platform.service.DatabaseRole;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.AlertSettings;
import org.datawarp.platform.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which alerts need attention, and whether notifications arrive. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        header = "Show what needs attention now, and who was notified.",
        description = "Shows the alerts that fire now or fired in the last 30 days, and who was notified. With --test,"
                + " checks that messages arrive.",
        exitCodeList = {
            "0:nothing fires; with --test, every target took its message",
            "1:something fires; with --test, a target did not take its message; or DataWarp does not run",
            "2:the command line or a setting is wrong; with --test, no target is set"
        },
        footer = {
            "  ./datawarp alerts",
            "  ./datawarp alerts --json",
            "  ./datawarp alerts --test",
            "docs/alerts.md lists every alert, docs/runbooks.md what to do about each."
        })
final class AlertsCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Option(names = "--json", description = "Print one JSON object for each alert, for programs.")
    private boolean json;

    @Option(
            names = "--test",
            description = "Send a test message to each target that is set, and say how each answered.")
    private boolean test;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (test) {
            return tryTargets(Alerting.settings(System.getenv()));
        }
        Settings settings = options.read();
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        Settings.Database database = endpoints.database(DatabaseRole.WRITER);
        AlertStore store = new AlertStore(database.settings());
        AlertPage page = new AlertPage(store.standings(), store.told());
        if (json) {
            page.printJson(out());
        } else {
            page.print(out());
            sayWhatIsNotLookedFor(settings);
        }
        return page.isAnyFiring() ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private void sayWhatIsNotLookedFor(Settings settings) {
        if (!settings.source().isLive()) {
            out().printf(
                            "%nLate and missing releases raise no alerts while pages come from %s: no releases are"
                                    + " added there. To list them: ./datawarp calendar%n",
                            settings.source());
            out().flush();
        }
    }

    private int tryTargets(AlertSettings settings) throws InterruptedException {
        List<TargetTrial.Result> results = TargetTrial.of(settings);
        if (results.isEmpty()) {
            throw new UserException(
                    ExitCode.INVALID,
                    "No target is set: set DATAWARP_ALERTS_WEBHOOK_URL, DATAWARP_ALERTS_SLACK_URL or"
                            + " DATAWARP_ALERTS_MAIL_TO, see docs/alerts.md");
        }
        for (TargetTrial.Result result : results) {
            out().printf(
                            "%-8s %s  %s: %s%n",
                            result.isTaken() ? "ok" : "PROBLEM", result.target(), result.where(), result.answer());
        }
        out().flush();
        return results.stream().allMatch(TargetTrial.Result::isTaken) ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
