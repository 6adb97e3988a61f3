package org.datawarp.schemas.setting;

/**
 * How to reach PostgreSQL.
 *
 * @param url as JDBC takes it, without user and password
 */
public record DatabaseSettings(String url, String user, String password) {

    /** Leaves the password out: settings are logged. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
