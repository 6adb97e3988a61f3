package org.datawarp.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordFileTest {

    /** The record in an older file. */
    public static final class Before {
        private Before() {}

        public record Thing(String name, List<Long> numbers) {}
    }

    /** The record as it is read now. */
    public static final class Now {
        private Now() {}

        public record Thing(String name, List<String> words, List<Long> numbers) {}
    }

    /** A record with a component that no older file can have. */
    public static final class Other {
        private Other() {}

        public record Thing(String name, String word, List<Long> numbers) {}
    }

    private static byte[] older() throws IOException {
        return RecordFile.of(Before.Thing.class)
                .write(List.of(new Before.Thing("a", List.of(1L, 2L)), new Before.Thing("b", List.of())), Map.of());
    }

    @Test
    void findsAListEmptyThatAnOlderFileDoesNotHave() throws IOException {
        assertThat(RecordFile.of(Now.Thing.class).read(older()))
                .containsExactly(
                        new Now.Thing("a", List.of(), List.of(1L, 2L)), new Now.Thing("b", List.of(), List.of()));
    }

    @Test
    void refusesAFileThatLacksAnythingElse() throws IOException {
        byte[] older = older();

        assertThatThrownBy(() -> RecordFile.of(Other.Thing.class).read(older))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read a Thing: it has no word; reader and writer are of different versions");
    }
}
