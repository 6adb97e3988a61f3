package org.datawarp.sinks.change;

import java.util.Map;

/**
 * The database whose changes are captured, and the user that reads them.
 *
 * @param user may replicate, and may read the captured tables and update the heartbeat
 * @param tls how the connection is encrypted and whom it trusts, by the names of the driver, such as {@code sslmode}
 */
public record SourceAddress(
        String host, int port, String database, String user, String password, Map<String, String> tls) {

    public SourceAddress {
        tls = Map.copyOf(tls);
    }

    /** With the driver's default encryption: if the server offers it. */
    public SourceAddress(String host, int port, String database, String user, String password) {
        this(host, port, database, user, password, Map.of());
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    /** Without the password, because addresses appear in messages. */
    @Override
    public String toString() {
        return "%s:%d/%s as %s".formatted(host, port, database, user);
    }
}
