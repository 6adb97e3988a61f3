package org.datawarp.operate.alerts;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.platform.setting.AlertSettings;

/** The targets that are set. */
final class AlertTargets {

    private AlertTargets() {}

    static List<AlertTarget> of(AlertSettings settings) {
        List<AlertTarget> targets = new ArrayList<>();
        settings.webhook().ifPresent(address -> targets.add(new WebhookTarget(address)));
        settings.slack().ifPresent(address -> targets.add(new SlackTarget(address)));
        settings.mail().ifPresent(mail -> targets.add(new MailTarget(mail)));
        return targets;
    }
}
