package org.datawarp.platform.service;

import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.datawarp.platform.setting.Settings;

/** A service refuses the login, or cannot be trusted. The message names the settings to change. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    public static RefusedException byKafka(Map<String, Object> kafka, AuthenticationException refusal) {
        if (refusal instanceof SslAuthenticationException) {
            return new RefusedException(
                    "Cannot trust Kafka at %s: %s. Check KAFKA_CA_FILE (found %s): it has to hold the authority of Kafka's certificate, which has to name the hosts in KAFKA_BOOTSTRAP_SERVERS; and KAFKA_CERTIFICATE_FILE (found %s), where Kafka asks for one."
                            .formatted(
                                    kafka.get("bootstrap.servers"),
                                    reason(refusal),
                                    found(kafka, "ssl.truststore.location", "none: what Java trusts"),
                                    found(kafka, "ssl.keystore.location", "none")),
                    refusal);
        }
        return new RefusedException(
                "Cannot log in to Kafka at %s: %s. Check KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD and KAFKA_SASL_MECHANISM (found %s)."
                        .formatted(
                                kafka.get("bootstrap.servers"),
                                refusal.getMessage(),
                                found(kafka, "sasl.mechanism", "none")),
                refusal);
    }

    /** The message for a Kafka that does not answer, which may also mean that the protocol is wrong. */
    public static String unansweredByKafka(Map<String, Object> kafka) {
        return ("Kafka at %s does not answer; waiting for it. Check that it runs, KAFKA_BOOTSTRAP_SERVERS, and"
                        + " KAFKA_SECURITY_PROTOCOL (found %s): where Kafka expects another protocol, it does not answer.")
                .formatted(kafka.get("bootstrap.servers"), found(kafka, "security.protocol", "none: PLAINTEXT"));
    }

    private static Object found(Map<String, Object> kafka, String property, String none) {
        return kafka.getOrDefault(property, none);
    }

    /** Whether waiting cannot help. */
    public static boolean isRefusal(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (!state.startsWith("08")) {
            // 53, 57 and 58: no room, starting or stopping, a failure of the system.
            return !state.matches("(53|57|58).*");
        }
        if (has(failure, EOFException.class) || has(failure, SocketException.class)) {
            return false;
        }
        // The driver refuses a server without encryption with 08004, and a server of another name with 08006 and no
        // cause.
        return has(failure, SSLException.class)
                || state.equals("08004")
                || (state.equals("08006") && failure.getCause() == null);
    }

    public static RefusedException byDatabase(Settings.Database database, SQLException refusal) {
        return new RefusedException(
                "Cannot log in to PostgreSQL at %s: %s. Check %s."
                        .formatted(database, reason(refusal), settings(database, refusal)),
                refusal);
    }

    private static String settings(Settings.Database database, SQLException refusal) {
        return switch (Objects.requireNonNullElse(refusal.getSQLState(), "")) {
            case "28P01" -> "POSTGRES_USER and POSTGRES_PASSWORD";
            case "28000" ->
                "POSTGRES_USER and POSTGRES_SSLMODE (found %s), and whom the server's pg_hba.conf lets in and how"
                        .formatted(found(database, "sslmode", "none: prefer"));
            case "3D000" -> "POSTGRES_DB";
            case "08004" ->
                "POSTGRES_SSLMODE (found %s), and whether the server has ssl = on"
                        .formatted(found(database, "sslmode", "none: prefer"));
            case "08006" ->
                "POSTGRES_CA_FILE (found %s): it has to hold the authority of the server's certificate, which has to name POSTGRES_HOST; and POSTGRES_CERTIFICATE_FILE, where the server asks for one"
                        .formatted(found(database, "sslrootcert", "none"));
            default -> "the settings that begin with POSTGRES_";
        };
    }

    private static String found(Settings.Database database, String property, String none) {
        return database.tls().getOrDefault(property, none);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The message, and that of its innermost cause. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String first = String.valueOf(failure.getMessage());
        return innermost == failure || first.contains(String.valueOf(innermost.getMessage()))
                ? first
                : first + ", " + innermost.getMessage();
    }
}
