package org.datawarp.platform.setting;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where alerts are sent.
 *
 * @param webhook takes DataWarp's own JSON; secret, because anyone who knows it can post there
 * @param slack takes messages as Slack does; also secret
 * @param mail people by e-mail
 */
public record AlertSettings(Telling telling, Optional<URI> webhook, Optional<URI> slack, Optional<Mail> mail) {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,<>]+@[^\\s@,<>]+");
    private static final int MOST_REPEAT_HOURS = 24 * 366;

    /**
     * How alerts are sent.
     *
     * @param repeat after how long an alert that still fires is sent again
     * @param from the name of this installation in messages
     */
    public record Telling(Duration repeat, String from) {}

    /** How the connection to a mail server is encrypted. */
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /**
     * How mails are sent.
     *
     * @param user empty when the server asks for none
     * @param to at least one address
     */
    public record Mail(
            String host, int port, Security security, String user, String password, String from, List<String> to) {

        public Mail {
            to = List.copyOf(to);
        }

        /** Without the login. */
        @Override
        public String toString() {
            return "%s by %s:%d".formatted(to, host, port);
        }
    }

    /** Without the addresses, which are secret. */
    @Override
    public String toString() {
        return "webhook %s, slack %s, mail %s, again after %s"
                .formatted(
                        webhook.isPresent() ? "set" : "not set",
                        slack.isPresent() ? "set" : "not set",
                        mail.map(Mail::toString).orElse("not set"),
                        telling.repeat());
    }

    /**
     * Reads the settings.
     *
     * @param environment as {@link System#getenv()}
     * @param machine the name of this installation when none is set
     * @throws InvalidSettingsException naming everything that is wrong, without anything secret
     */
    public static AlertSettings read(Map<String, String> environment, String machine) {
        SettingValues values = new SettingValues(Map.of(), environment);
        String name = values.value(Setting.DATAWARP_ALERTS_NAME);
        int hours = values.number(Setting.DATAWARP_ALERTS_REPEAT_HOURS, 1, MOST_REPEAT_HOURS);
        AlertSettings settings = new AlertSettings(
                new Telling(Duration.ofHours(hours), name.isEmpty() ? machine : name),
                address(Setting.DATAWARP_ALERTS_WEBHOOK_URL, values),
                address(Setting.DATAWARP_ALERTS_SLACK_URL, values),
                mail(values));
        values.refuseProblems();
        return settings;
    }

    private static Optional<URI> address(Setting setting, SettingValues values) {
        String text = values.value(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null) {
                return Optional.of(address);
            }
        } catch (IllegalArgumentException e) {
            // Reported below, without the text, which is secret.
        }
        values.problem(setting, "...", "a URL such as https://hooks.example.org/...");
        return Optional.empty();
    }

    private static Optional<Mail> mail(SettingValues values) {
        List<String> to = Arrays.stream(
                        values.value(Setting.DATAWARP_ALERTS_MAIL_TO).split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        String host = values.value(Setting.DATAWARP_ALERTS_SMTP_HOST);
        if (to.isEmpty() && host.isEmpty()) {
            return Optional.empty();
        }
        if (host.isEmpty()) {
            values.problem(
                    Setting.DATAWARP_ALERTS_SMTP_HOST, "", "the mail server, since DATAWARP_ALERTS_MAIL_TO is set");
        }
        if (to.isEmpty() || !to.stream().allMatch(one -> ADDRESS.matcher(one).matches())) {
            values.problem(Setting.DATAWARP_ALERTS_MAIL_TO, String.join(",", to), "e-mail addresses, by comma");
        }
        String from = values.value(Setting.DATAWARP_ALERTS_MAIL_FROM);
        if (!from.isEmpty() && !ADDRESS.matcher(from).matches()) {
            values.problem(Setting.DATAWARP_ALERTS_MAIL_FROM, from, "an e-mail address");
        }
        String user = values.value(Setting.DATAWARP_ALERTS_SMTP_USER);
        String password = values.value(Setting.DATAWARP_ALERTS_SMTP_PASSWORD);
        values.refuseHalf(Setting.DATAWARP_ALERTS_SMTP_USER, Setting.DATAWARP_ALERTS_SMTP_PASSWORD);
        String sender = from.isEmpty() && !to.isEmpty() ? to.get(0) : from;
        return Optional.of(new Mail(
                host,
                values.number(Setting.DATAWARP_ALERTS_SMTP_PORT, 1, SettingValues.HIGHEST_PORT),
                security(values),
                user,
                password,
                sender,
                to));
    }

    private static Security security(SettingValues values) {
        String word = values.oneOf(Setting.DATAWARP_ALERTS_SMTP_SECURITY, List.of("starttls", "tls", "none"));
        return Arrays.stream(Security.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(Security.STARTTLS);
    }
}
