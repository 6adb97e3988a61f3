package org.datawarp.sinks.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import org.datawarp.schemas.setting.StoreSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StoreProbeTest {

    private final MemoryObjectStore memory = new MemoryObjectStore();

    @Test
    void leavesNothingBehind() throws IOException {
        StoreProbe.check(memory);

        assertThat(memory.keys()).isEmpty();
    }

    @Test
    @Tag("B0")
    void refusesAStoreThatIgnoresIfNoneMatch() {
        ObjectStore store = new Flawed() {
            @Override
            public ObjectVersion create(String key, ObjectContent content) throws IOException {
                return memory.put(key, content);
            }
        };

        assertThatThrownBy(() -> StoreProbe.check(store))
                .hasMessageStartingWith("Cannot use the object store flawed: it ignored If-None-Match: *");
        assertThat(memory.keys()).isEmpty();
    }

    @Test
    @Tag("B0")
    void refusesAStoreThatIgnoresIfMatch() {
        ObjectStore store = new Flawed() {
            @Override
            public ObjectVersion replace(String key, ObjectContent content, ObjectVersion seen) throws IOException {
                return memory.put(key, content);
            }
        };

        assertThatThrownBy(() -> StoreProbe.check(store)).hasMessageContaining("it ignored a stale If-Match");
    }

    @Test
    @Tag("B0")
    void refusesAStoreThatAddsToTheBytes() {
        ObjectStore store = new Flawed() {
            @Override
            public Optional<ObjectVersion> read(String key, OutputStream to) throws IOException {
                to.write("493e0;chunk-signature=".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                return memory.read(key, to);
            }
        };

        assertThatThrownBy(() -> StoreProbe.check(store))
                .hasMessageContaining("300022 bytes came back after 300000 were written");
    }

    @Test
    @Tag("D8")
    void settingsDoNotShowTheSecret() {
        StoreSettings settings =
                new StoreSettings(URI.create("http://localhost:1"), "auto", "lake", "key", "very-secret");

        assertThat(settings).hasToString("http://localhost:1 bucket lake");
    }

    /** A store with one flaw, which a test adds. */
    private class Flawed extends PassingObjectStore {

        Flawed() {
            super(memory);
        }

        @Override
        public String toString() {
            return "flawed";
        }
    }
}
