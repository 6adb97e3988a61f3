package org.datawarp.platform.setting;

import java.net.URI;

/** The address of a server of others, as a setting gives it. */
final class WebAddress {

    /** Stands for one that is refused. */
    private static final URI INVALID = URI.create("http://invalid.invalid");

    private WebAddress() {}

    /**
     * Reads it.
     *
     * @param values told when it is none
     * @param login says where a login belongs: not into the URL, which is shown
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
            // Told below, in the words of the setting.
        }
        values.problem(setting, text, "a URL such as " + example);
        return INVALID;
    }
}
