package org.datawarp.sinks.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a store for several concurrent writers must do. Some fakes check the object first and write afterwards: they
 * pass every other test.
 */
interface RacingWritersContract extends ObjectStoreContract {

    @Test
    @Tag("B5")
    default void letsOneOfManyWritersWin() throws Exception {
        String key = key("a");
        ObjectVersion seen = store().create(key, ObjectStoreContract.text("v0"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            ObjectContent content = ObjectStoreContract.text("v" + i);
            writers.add(() -> {
                try {
                    store().replace(key, content, seen);
                    return true;
                } catch (ObjectChangedException e) {
                    return false;
                }
            });
        }

        int winners = 0;
        for (Future<Boolean> writer : threads.invokeAll(writers)) {
            winners += writer.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(winners).isEqualTo(1);
    }
}
