package org.datawarp.operate.alerts;

import java.time.Duration;

/** {@code docs/alerts.md}, made from {@link Alert}. */
public final class AlertsPage {

    private static final String INTRODUCTION = """
            # Alerts

            DataWarp tells somebody when something needs a person, once, with what to do about it, and once when it is over. Made from
            `Alert.java`: a test fails when this page differs, and prints the page as it should be.

            ```
            export DATAWARP_ALERTS_SLACK_URL=https://hooks.slack.com/services/...
            ./datawarp alerts --test           # sends a test message each way that is set, and says how each answered
            ./datawarp alerts                  # what fires, what fired in the last 30 days, and who was told; exit code 1 when any fires
            ./datawarp alerts --json           # the same for programs
            ```

            ```text
            warning: ae-monthly 2025-03 is held (since 2025-04-10 08:31 UTC)
              found: too-many-rejected, ae_provider: found 212 of 640 rows rejected, expected at most 1 %; ...
              do: see what has changed, and take what is proposed: ./datawarp repair ae-monthly --release 2025-03
              more: https://github.com/datawarp/datawarp/blob/main/docs/runbooks.md#release-held
            ```

            | alert | severity | when | for |
            |---|---|---|---|
            """;

    private static final String REST = """

            A *critical* alert is for now: nothing new comes through, or soon will not. A *warning* is for today or tomorrow: readers have
            what they had. An alert fires at each place, such as a publication or a role, for itself. The names link to what each means
            and what to do.

            ## Who is told

            | by | settings |
            |---|---|
            | Slack, or what takes what Slack takes (Mattermost, Rocket.Chat, Discord with `/slack` after its URL) | `DATAWARP_ALERTS_SLACK_URL` |
            | e-mail | `DATAWARP_ALERTS_MAIL_TO`, `DATAWARP_ALERTS_MAIL_FROM`, `DATAWARP_ALERTS_SMTP_HOST`, `_PORT`, `_SECURITY`, `_USER`, `_PASSWORD` |
            | any program, by JSON | `DATAWARP_ALERTS_WEBHOOK_URL` |

            All that are set are told. What still fires is told again after `DATAWARP_ALERTS_REPEAT_HOURS`, 24 as delivered. What a target
            heard is kept in PostgreSQL, over restarts. One that does not take a message is tried again after a minute, then ever more
            rarely, at least once an hour; nothing waits for it. What began and was over meanwhile it does not hear. A process that is
            killed at the moment of sending sends once more: a message may come twice, and does not fail to come. [settings.md](settings.md) describes each
            setting; URLs and the password may stand in files (`_FILE`), and are neither logged nor shown.

            ## JSON

            ```json
            {
              "version": 1,
              "from": "datawarp-1",
              "at": "2025-04-10T08:31:00Z",
              "test": false,
              "alerts": [
                {
                  "alert": "release-held",
                  "severity": "warning",
                  "state": "firing",
                  "labels": {"publication": "ae-monthly", "release": "2025-03"},
                  "summary": "ae-monthly 2025-03 is held",
                  "found": "too-many-rejected, ae_provider: found ...",
                  "since": "2025-04-10T08:31:00Z",
                  "over_at": null,
                  "advice": "see what has changed, and take what is proposed: ./datawarp repair ae-monthly --release 2025-03",
                  "runbook": "https://github.com/datawarp/datawarp/blob/main/docs/runbooks.md#release-held"
                }
              ]
            }
            ```

            `state` is `firing`, `still-firing` or `over`. All that is to be told at once comes in one message, 50 at most. A test has
            `"test": true` and no alerts. Any status from 200 to 299 takes the message.

            ## Who looks

            Each process of DataWarp that runs a role gives a sign of life every 30 seconds, in the table `datawarp.pulses`. One of them, whichever
            has the turn, looks around once a minute: it asks PostgreSQL, Kafka and the object store, whatever became of the roles. When
            it is killed, another takes over within 4 minutes; when it is stopped, at once. While PostgreSQL is away, it goes on from what it
            remembers, and when PostgreSQL has not answered since the start, a process that fetches looks. What cannot be
            measured neither fires nor is over. All processes need the same manifests and settings; of samples and mirrors, nothing is
            late. Reading the catalogue costs three calls a minute of R2's free ten million a month.

            Where all processes end together, as with the machine or `up`, nobody is left to tell. Have something outside ask `/health/live`
            ([metrics.md](metrics.md)), or Prometheus.

            ## Prometheus

            [deploy/monitoring/alerts.yml](../deploy/monitoring/alerts.yml) has the same alerts as rules, and one more, for when nobody looks. The metrics
            are served by whichever process looks, so let Prometheus scrape all. `datawarp_alerts_firing{alert="..."}` says at how many
            places one fires. With Alertmanager, leave the targets here empty, or everybody hears everything twice.
            """;

    private AlertsPage() {}

    /** The page as Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (Alert alert : Alert.values()) {
            page.append("| [`%s`](runbooks.md#%s) | %s | `%s` | %s |%n"
                    .formatted(
                            alert.id(),
                            alert.id(),
                            alert.severity(),
                            alert.condition().inWords(),
                            inWords(alert.holds())));
        }
        return page.append(REST).toString();
    }

    private static String inWords(Duration length) {
        if (length.isZero()) {
            return "at once";
        }
        return length.toHours() > 0 ? length.toHours() + " h" : length.toMinutes() + " min";
    }
}
