package org.datawarp.sinks.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store must do. */
interface ObjectStoreContract {

    /** An empty store, or one whose keys no other test uses. */
    ObjectStore store();

    /** A key of this test's own. */
    default String key(String name) {
        return "datasets/" + UUID.randomUUID() + "/" + name;
    }

    static ObjectContent text(String text) {
        return ObjectContent.of(text.getBytes(StandardCharsets.UTF_8));
    }

    default String textAt(String key) throws IOException {
        return new String(store().get(key).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    default void passesTheProbe() {
        assertThatCode(() -> StoreProbe.check(store())).doesNotThrowAnyException();
    }

    @Test
    default void returnsTheBytesThatWerePut() throws IOException {
        String key = key("a.parquet");

        store().put(key, text("rows"));

        assertThat(textAt(key)).isEqualTo("rows");
    }

    @Test
    default void returnsNothingForAnAbsentObject(@TempDir Path directory) throws IOException {
        String key = key("a");

        assertThat(store().get(key)).isEmpty();
        assertThat(store().head(key)).isEmpty();
        assertThat(store().download(key, directory.resolve("a"))).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    default void storesAFileAndReturnsItAsAFile(@TempDir Path directory) throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("in"), bytes);
        String key = key("a.parquet");

        store().create(key, ObjectContent.of(file));
        store().download(key, directory.resolve("out"));

        assertThat(directory.resolve("out")).hasSameBinaryContentAs(file);
        assertThat(store().head(key).orElseThrow().bytes()).isEqualTo(bytes.length);
    }

    @Test
    default void storesAnEmptyObject() throws IOException {
        String key = key("a");

        store().create(key, text(""));

        assertThat(textAt(key)).isEmpty();
    }

    @Test
    default void refusesToCreateAnObjectThatIsThere() throws IOException {
        String key = key("a");
        store().create(key, text("v1"));

        assertThatThrownBy(() -> store().create(key, text("v2")))
                .isInstanceOf(ObjectChangedException.class)
                .hasMessage("Cannot write %s: it changed since it was read", key);
        assertThat(textAt(key)).isEqualTo("v1");
    }

    @Test
    default void replacesAnObjectThatIsAsItWasWhenItWasRead() throws IOException {
        String key = key("a");
        store().create(key, text("v1"));
        ObjectVersion read = store().get(key).orElseThrow().version();

        store().replace(key, text("v2"), read);

        assertThat(textAt(key)).isEqualTo("v2");
    }

    @Test
    default void refusesToReplaceAnObjectThatChangedMeanwhile() throws IOException {
        String key = key("a");
        ObjectVersion seen = store().create(key, text("v1"));
        store().replace(key, text("v2"), seen);

        assertThatThrownBy(() -> store().replace(key, text("v3"), seen)).isInstanceOf(ObjectChangedException.class);
        assertThat(textAt(key)).isEqualTo("v2");
    }

    @Test
    default void refusesToReplaceAnObjectThatIsGone() throws IOException {
        String key = key("a");
        ObjectVersion seen = store().create(key, text("v1"));
        store().delete(key);

        assertThatThrownBy(() -> store().replace(key, text("v2"), seen)).isInstanceOf(ObjectChangedException.class);
        assertThat(store().get(key)).isEmpty();
    }

    @Test
    default void takesAConditionalWriteOfTheContentThatIsThereAsItsOwn() throws IOException {
        String key = key("a");
        ObjectVersion before = store().create(key, text("v1"));
        store().create(key, text("v1"));
        store().replace(key, text("v2"), before);

        ObjectVersion repeated = store().replace(key, text("v2"), before);

        store().replace(key, text("v3"), repeated);
        assertThat(textAt(key)).isEqualTo("v3");
    }

    @Test
    default void copiesWithinTheStore() throws IOException {
        String from = key("a.parquet");
        String to = key("b.parquet");
        store().put(from, text("rows"));
        store().put(to, text("older"));

        store().copy(from, to);

        assertThat(textAt(to)).isEqualTo("rows");
        assertThat(textAt(from)).isEqualTo("rows");
    }

    @Test
    default void failsToCopyAnAbsentObject() {
        assertThatThrownBy(() -> store().copy(key("a"), key("b"))).isInstanceOf(ObjectStoreException.class);
    }

    @Test
    default void deletesAnObjectAndDoesNotMindIfItIsGone() throws IOException {
        String key = key("a");
        store().put(key, text("rows"));

        store().delete(key);
        store().delete(key);

        assertThat(store().get(key)).isEmpty();
    }

    @Test
    @Tag("B13")
    default void listsByPrefixInOrderPageByPage() throws IOException {
        String folder = key("");
        for (String name : List.of("c", "a", "b/1", "e", "d")) {
            store().put(folder + name, text(name));
        }
        store().put(folder.substring(0, folder.length() - 1) + "-other", text("x"));

        List<String> names = new ArrayList<>();
        int pages = 0;
        Optional<String> next = Optional.empty();
        do {
            ObjectPage page = store().list(folder, next, 2);
            page.objects().forEach(object -> names.add(object.key().substring(folder.length())));
            next = page.next();
            pages++;
        } while (next.isPresent());

        assertThat(names).containsExactly("a", "b/1", "c", "d", "e");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    default void refusesAKeyThatLeavesItsPlace() {
        assertThatThrownBy(() -> store().put("datasets/../../etc/passwd", text("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
