package org.datawarp.app.setting;

/** {@code docs/settings.md}, made from {@link Setting}. */
public final class SettingsPage {

    private SettingsPage() {}

    /** The page as Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Settings

                Each is an environment variable; some are options of the command too. Made from `Setting.java`: a test fails when
                this page differs, and prints the page as it should be.

                | setting | form | default | meaning |
                |---|---|---|---|
                """);
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
