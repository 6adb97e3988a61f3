package org.datawarp.author.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sheets in the styles of many publishers are read as people read them. */
class FamiliesTest {

    private static final Path FOLDER = Path.of("src/test/resources/families");

    @TestFactory
    Stream<DynamicTest> readsEachFamilyAsPeopleDo() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(FOLDER)) {
            files = listed.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(Family::read)
                .map(family -> DynamicTest.dynamicTest(
                        family.name(), () -> assertThat(family.misses()).isEmpty()));
    }
}
