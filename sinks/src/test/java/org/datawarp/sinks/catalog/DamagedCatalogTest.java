package org.datawarp.sinks.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datawarp.sinks.catalog.HandCapture.keyed;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.row;

import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.parquet.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue is damaged: the sink continues from the newest undamaged version. */
@Tag("B14")
class DamagedCatalogTest extends SinkScenario {

    private static final YearMonth MAY = YearMonth.of(2025, 5);

    private MemorySink sink;
    private byte[] whole;

    @BeforeEach
    void publishThreeVersions() throws IOException {
        sink = new MemorySink(topics, store, directory, clock);
        capture.schema(Samples.DATASET, Samples.COLUMNS);
        for (int version = 1; version <= 3; version++) {
            publish(version);
        }
        whole = bytes(Catalog.KEY);
    }

    private void publish(int version) throws IOException {
        capture.transaction(
                6 + version,
                1000L * version,
                Commitments.of(MAY, Samples.TABLE),
                List.of(keyed(insert(6 + version, version, row(MAY, "RA" + version, (long) version)))));
        now = now.plusSeconds(60);
        sink.run();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of("emptied", (UnaryOperator<byte[]>) bytes -> new byte[0]),
                Arguments.of("cut short", (UnaryOperator<byte[]>) bytes -> java.util.Arrays.copyOf(bytes, 100)),
                Arguments.of("a byte of a page", (UnaryOperator<byte[]>) bytes -> flipped(bytes, 60)),
                Arguments.of(
                        "a byte of the footer", (UnaryOperator<byte[]>) bytes -> flipped(bytes, bytes.length - 90)),
                Arguments.of("a byte of the magic", (UnaryOperator<byte[]>) bytes -> flipped(bytes, bytes.length - 1)));
    }

    private static byte[] flipped(byte[] bytes, int place) {
        byte[] flipped = bytes.clone();
        flipped[place] ^= 1;
        return flipped;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void writesTheCatalogueAgainFromItsNewestVersion(String name, UnaryOperator<byte[]> damage) throws IOException {
        put(Catalog.KEY, damage.apply(whole));
        assertThat(StoredCatalog.read(store)).isEqualTo(CatalogFile.decode(whole));

        sink.run();

        assertThat(bytes(Catalog.KEY)).isEqualTo(whole);
        publish(4);
        assertThat(StoredCatalog.read(store).version()).isEqualTo(4);
        assertThat(StoredCatalog.read(store).datasets().get(0).rows()).isEqualTo(4);
    }

    @Test
    void foldsAgainWhatCameAfterTheNewestVersionThatIsWhole() throws IOException {
        put(Catalog.KEY, flipped(whole, 60));
        put(Catalog.versionKey(3), flipped(whole, 60));

        sink.run();

        Catalog again = StoredCatalog.read(store);
        Catalog before = CatalogFile.decode(whole);
        assertThat(again.version()).isEqualTo(3);
        assertThat(again.datasets().get(0).parts())
                .isEqualTo(before.datasets().get(0).parts());
        assertThat(bytes(Catalog.versionKey(3))).isEqualTo(bytes(Catalog.KEY));
    }

    @Test
    void namesTheCommandWhereNoVersionIsWhole() throws IOException {
        put(Catalog.KEY, new byte[0]);
        for (int version = 1; version <= 3; version++) {
            put(Catalog.versionKey(version), flipped(bytes(Catalog.versionKey(version)), 60));
        }

        assertThatThrownBy(() -> sink.run())
                .isInstanceOf(DamagedCatalogException.class)
                .hasMessageContaining("no version in datasets/catalog/ that is whole")
                .hasMessageEndingWith("./datawarp rebuild --from changes");
    }

    private void put(String key, byte[] bytes) throws IOException {
        store.put(key, ObjectContent.of(bytes));
    }

    private byte[] bytes(String key) throws IOException {
        return store.get(key).orElseThrow().bytes();
    }
}
