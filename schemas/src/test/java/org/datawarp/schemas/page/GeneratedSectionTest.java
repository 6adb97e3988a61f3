package org.datawarp.schemas.page;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedSectionTest {

    @TempDir
    Path folder;

    private GeneratedSection section(String page) throws IOException {
        Path file = Files.writeString(folder.resolve("page.md"), page);
        return new GeneratedSection(file.toAbsolutePath().toString(), "Word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Words:\n\n<!-- made from Word -->\n\na\nb\n\n<!-- end -->\n\nMore.\n",
                "more: 1\n# made from Word\n\na\nb\n\n# end\n"
            })
    void acceptsWhatTheCodeSays(String page) throws IOException {
        section(page).assertIs("a\nb\n");
    }

    @Test
    void rejectsASectionThatLacksALine() throws IOException {
        GeneratedSection section = section("<!-- made from Word -->\n\na\n\n<!-- end -->\n");

        assertThatThrownBy(() -> section.assertIs("a\nb\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("page.md is out of date; to write it, run this test with -Ddatawarp.write-docs");
    }

    @Test
    void rejectsAPageWithoutTheSection() throws IOException {
        GeneratedSection section = section("<!-- made from Words -->\n\na\n\n<!-- end -->\n");

        assertThatThrownBy(() -> section.assertIs("a\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has a section made from Word");
    }
}
