package org.datawarp.schemas.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section of a file of this repository that follows from the code. In Markdown it is between
 * {@code <!-- made from X -->} and {@code <!-- end -->}, in YAML between {@code # made from X} and {@code # end}, with
 * a blank line inside each. The rest of the file is written by hand.
 *
 * <p>A test that compares a section writes it instead when {@code -Ddatawarp.write-docs} is set.
 *
 * @param file from the root of the repository, such as {@code docs/alerts.md}
 * @param source what the section is made from, as its marker says
 */
public record GeneratedSection(String file, String source) {

    private static final String WRITE = "datawarp.write-docs";

    /** Fails unless the section is this text, each line ended. */
    public void assertIs(String text) throws IOException {
        String found = read(file);
        Matcher section = markers().matcher(found);
        assertThat(section.find())
                .as("%s has a section made from %s", file, source)
                .isTrue();
        assertFileIs(file, found.substring(0, section.start(1)) + text + found.substring(section.end(1)));
    }

    private Pattern markers() {
        return Pattern.compile(
                "^(?:<!-- made from %1$s -->|# made from %1$s)\n\n(.*?)\n(?:<!-- end -->|# end)$"
                        .formatted(Pattern.quote(source)),
                Pattern.DOTALL | Pattern.MULTILINE);
    }

    /** Fails unless the whole file is this text. */
    public static void assertFileIs(String file, String text) throws IOException {
        if (System.getProperty(WRITE) != null) {
            Files.writeString(path(file), text);
        }
        assertThat(read(file))
                .as("%s is out of date; to write it, run this test with -D%s", file, WRITE)
                .isEqualTo(text);
    }

    private static String read(String file) throws IOException {
        return Files.readString(path(file));
    }

    /** Tests run in the folder of their module. */
    private static Path path(String file) {
        return Path.of("..").resolve(file);
    }
}
