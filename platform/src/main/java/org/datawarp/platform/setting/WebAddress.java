package org.datawarp.platform.setting;

import java.net.URI;

/** The address of someone else's server, as a setting gives it. */
final class WebAddress {

    /** A placeholder for a refused address. */
    private static final URI INVALID = URI.create("http://invalid.invalid");

    private WebAddress() {}

    /**
     * Reads it.
     *
     * @param values receives the problem when it is not an address
     * @param login says where a login belongs: not in the URL, which is shown
     * @param example of what is expected
     */
    static URI read(Setting setting, String text, SettingValues values, String login, String example) {
        try {
            URI address = URI.create(text);
            if (address.getUserInfo() != null) {
                // Not shown: it may hold a password.
                values.problem(setting, "...@" + address.getHost(), "a URL without a login; " + login);
                return INVALID;
            }
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null && address.getQuery() == null && address.getFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, with the name of the setting.
        }
        values.problem(setting, text, "a URL such as " + example);
        return INVALID;
    }
}
