package org.datawarp.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.schemas.page.GeneratedSection;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

class TopicsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "topics.md");

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        for (Map.Entry<String, String> section : TopicsPage.sections().entrySet()) {
            new GeneratedSection("docs/topics.md", section.getKey()).assertIs(section.getValue());
        }
    }

    /** Capture's own topics are not meant for readers. */
    @Test
    void hasAContractForEachTopic() {
        Set<String> kinds = Arrays.stream(Topics.class.getMethods())
                .filter(method -> method.getReturnType() == Topic.class)
                .map(Method::getName)
                .filter(name -> !name.equals("captureOffsets"))
                .collect(Collectors.toSet());

        assertThat(TopicContracts.all())
                .extracting(topic -> topic.name().split("\\.", -1)[1])
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void namesTopicsAsTheyAre() {
        assertThat(TopicContracts.all())
                .allSatisfy(topic -> assertThat(topic.example().name())
                        .isEqualTo(topic.name()
                                .replace("<publication>", "ae-monthly")
                                .replace("<dataset>", "ae_provider")));
    }

    /** Readers may decode the bytes on the page by hand. */
    @Test
    void showsBytesThatTheCodeReads() throws IOException {
        Matcher example = Pattern.compile("### SheetRow\n.*?```text\n([0-9a-f\n]+)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));

        assertThat(example.find()).isTrue();
        assertThat(new RowCodec()
                        .decodeRaw(HexFormat.of().parseHex(example.group(1).replace("\n", ""))))
                .isInstanceOfSatisfying(
                        SheetRow.class, row -> assertThat(row.merged()).hasSize(1));
    }
}
