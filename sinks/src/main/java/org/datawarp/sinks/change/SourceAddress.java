package org.datawarp.sinks.change;

/**
 * The database whose changes are captured, and who reads them.
 *
 * @param user may replicate, and may read the captured tables and update the heartbeat
 */
public record SourceAddress(String host, int port, String database, String user, String password) {

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    /** Without the password: an address stands in messages. */
    @Override
    public String toString() {
        return "%s:%d/%s as %s".formatted(host, port, database, user);
    }
}
