package org.datawarp.operate.alerts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.platform.setting.AlertSettings;

/** Delivers messages to one target. Used by one thread at a time. */
interface AlertTarget {

    /** What it is called in the database, in metrics and to people: one of each kind. */
    String name();

    /** Where it is, without anything secret. */
    String where();

    /**
     * Sends a message; ends within a minute.
     *
     * @return what was answered, in words
     * @throws IOException when it was not taken, saying why without anything secret
     */
    String send(Message message) throws IOException, InterruptedException;

    /** The targets that are set. */
    static List<AlertTarget> of(AlertSettings settings) {
        List<AlertTarget> targets = new ArrayList<>();
        settings.webhook().map(HttpTarget::webhook).ifPresent(targets::add);
        settings.slack().map(HttpTarget::slack).ifPresent(targets::add);
        settings.mail().map(MailTarget::new).ifPresent(targets::add);
        return targets;
    }
}
