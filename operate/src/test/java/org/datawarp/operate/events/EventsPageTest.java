package org.datawarp.operate.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "events.md"))).isEqualTo(EventsPage.markdown());
    }
}
