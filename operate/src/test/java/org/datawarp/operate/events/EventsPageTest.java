package org.datawarp.operate.events;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.page.GeneratedSection;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    private static final String PAGE = "docs/events.md";

    @Test
    void listsEveryEvent() throws IOException {
        String rows = Arrays.stream(EventType.values())
                .filter(type -> !type.isLook())
                .map(EventsPageTest::row)
                .collect(Collectors.joining("\n", "", "\n"));

        new GeneratedSection(PAGE, "EventType").assertIs("| type | what happened | data |\n|---|---|---|\n" + rows);
    }

    private static String row(EventType type) {
        String data = type.facts().stream().map(fact -> "`" + fact.key() + "`").collect(Collectors.joining(", "));
        return "| `%s`%s | %s | %s |"
                .formatted(
                        type.cloudType().replace("org.datawarp.", ""),
                        type.isProblem() ? " (a problem)" : "",
                        type.meaning(),
                        data);
    }

    @Test
    void listsAllData() throws IOException {
        String rows = Arrays.stream(Fact.values())
                .map(fact -> "| `%s` | %s |".formatted(fact.key(), fact.meaning()))
                .collect(Collectors.joining("\n", "", "\n"));

        new GeneratedSection(PAGE, "Fact").assertIs("| data | meaning |\n|---|---|\n" + rows);
    }
}
