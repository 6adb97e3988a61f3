package org.datawarp.platform.setting;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.datawarp.schemas.page.GeneratedSection;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    private static final String PAGE = "docs/settings.md";

    @Test
    void listsEverySetting() throws IOException {
        String rows =
                Arrays.stream(Setting.values()).map(SettingsPageTest::row).collect(Collectors.joining("\n", "", "\n"));

        new GeneratedSection(PAGE, "Setting")
                .assertIs("| setting | form | default | meaning |\n|---|---|---|---|\n" + rows);
    }

    private static String row(Setting setting) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `%s` | %s | %s | %s |".formatted(setting, setting.form(), fallback, setting.meaning());
    }

    @Test
    void namesWhatMayBeInAFile() throws IOException {
        new GeneratedSection(PAGE, "Setting.mayBeInFile")
                .assertIs(Arrays.stream(Setting.values())
                        .filter(Setting::mayBeInFile)
                        .map("- `%s`\n"::formatted)
                        .collect(Collectors.joining()));
    }
}
