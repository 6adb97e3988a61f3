package org.datawarp.platform.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "settings.md"))).isEqualTo(SettingsPage.markdown());
    }
}
