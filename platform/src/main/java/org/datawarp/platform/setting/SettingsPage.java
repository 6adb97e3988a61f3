package org.datawarp.platform.setting;

import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code docs/settings.md}, made from {@link Setting}. */
public final class SettingsPage {

    private SettingsPage() {}

    /** The page as Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Settings

                Each setting is an environment variable; some are also options of the command. This page is made from
                `Setting.java`: a test fails when it differs, and prints the page as it should be.

                Passwords and keys may be in files: `POSTGRES_PASSWORD_FILE=/run/secrets/postgres` works in place of
                `POSTGRES_PASSWORD`, and so does `_FILE` after the name of each of these:
                %s.
                Line breaks at the file's end do not count.

                | setting | form | default | meaning |
                |---|---|---|---|
                """.formatted(Arrays.stream(Setting.values())
                .filter(Setting::mayBeInFile)
                .map(setting -> "`" + setting + "`")
                .collect(Collectors.joining(", "))));
        for (Setting setting : Setting.values()) {
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            setting,
                            setting.form(),
                            setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`",
                            setting.meaning()));
        }
        return page.toString();
    }
}
