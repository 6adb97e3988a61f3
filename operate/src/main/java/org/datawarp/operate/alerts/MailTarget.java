package org.datawarp.operate.alerts;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.datawarp.platform.setting.AlertSettings;

/** People, by e-mail. */
final class MailTarget implements AlertTarget {

    private static final String PATIENCE = Long.toString(Duration.ofSeconds(20).toMillis());

    private final AlertSettings.Mail settings;

    MailTarget(AlertSettings.Mail settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public String where() {
        return "%s by %s:%d".formatted(String.join(", ", settings.to()), settings.host(), settings.port());
    }

    @Override
    public String send(Message message) throws IOException {
        try {
            MimeMessage mail = new MimeMessage(session());
            mail.setFrom(new InternetAddress(settings.from()));
            mail.setRecipients(
                    jakarta.mail.Message.RecipientType.TO, InternetAddress.parse(String.join(",", settings.to())));
            mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            mail.setText(message.text(), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(message.at()));
            // Programs that answer mails for absent people leave this one alone.
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(mail);
            return "accepted";
        } catch (MessagingException e) {
            throw new IOException(
                    "%s:%d did not take the mail: %s".formatted(settings.host(), settings.port(), reason(e)), e);
        }
    }

    /** The innermost has what the server said. */
    private static String reason(MessagingException failure) {
        Throwable cause = failure;
        while (cause instanceof MessagingException wrapped && wrapped.getNextException() != null) {
            cause = wrapped.getNextException();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.strip();
    }

    private Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        for (String patience : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.smtp." + patience, PATIENCE);
        }
        boolean encrypts = settings.security() != AlertSettings.Security.NONE;
        boolean atOnce = settings.security() == AlertSettings.Security.TLS;
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(atOnce));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(encrypts && !atOnce));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(encrypts && !atOnce));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (settings.user().isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty("mail.smtp.auth", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.user(), settings.password());
            }
        });
    }
}
