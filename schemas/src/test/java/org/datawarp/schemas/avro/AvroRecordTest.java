package org.datawarp.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogHeading;
import org.datawarp.schemas.catalog.CatalogRelease;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Mark;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroRecordTest {

    private static final Instant AT = Instant.parse("2025-04-10T09:30:00.123456Z");

    /** One component of every kind that a message may have. */
    public record Everything(
            String text,
            int count,
            long bigCount,
            double share,
            boolean flag,
            Instant at,
            LocalDate day,
            ColumnRole role,
            DatasetName datasetName,
            PeriodRows nested,
            List<PeriodRows> many,
            Map<String, Long> counts,
            @Nullable String maybe) {}

    /** A component without an Avro form. */
    public record Impossible(Object anything) {}

    private static Everything everything(@Nullable String maybe) {
        PeriodRows rows = new PeriodRows(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 3, 31), "month", 198);
        return new Everything(
                "é",
                -1,
                Long.MAX_VALUE,
                0.1,
                true,
                AT,
                LocalDate.EPOCH,
                ColumnRole.MEASURE,
                new DatasetName("ae_provider"),
                rows,
                List.of(rows, rows),
                Map.of("ae_provider", 3L),
                maybe);
    }

    @Test
    void readsEveryKindOfComponent() {
        RecordCodec<Everything> codec = RecordCodec.of(Everything.class);

        assertThat(codec.decode(codec.encode(everything("here")))).isEqualTo(everything("here"));
        assertThat(codec.decode(codec.encode(everything(null)))).isEqualTo(everything(null));
    }

    @Test
    void writesWhatAnyAvroReaderDecodes() throws IOException {
        RecordCodec<Everything> codec = RecordCodec.of(Everything.class);
        byte[] message = codec.encode(everything(null));
        int header = SingleObject.HEADER_BYTES;

        GenericRecord read = new GenericDatumReader<GenericRecord>(codec.schema())
                .read(null, DecoderFactory.get().binaryDecoder(message, header, message.length - header, null));

        assertThat(read.get("dataset_name")).hasToString("ae_provider");
        assertThat(read.get("role")).hasToString("MEASURE");
        assertThat(read.get("at")).isEqualTo(1_744_277_400_123_456L);
        assertThat(((GenericRecord) read.get("nested")).get("rows")).isEqualTo(198L);
    }

    @Test
    void namesItsFieldsInSnakeCase() {
        Schema schema = AvroRecord.of(Everything.class).schema();

        assertThat(schema.getFields())
                .extracting(Schema.Field::name)
                .contains("big_count", "dataset_name")
                .doesNotContain("bigCount");
    }

    @Test
    void readsAWholeCatalogue() {
        RecordCodec<Catalog> codec = RecordCodec.of(Catalog.class);
        Column rate = new Column(
                new ColumnName("rate"), ColumnType.decimal(9, 2), ColumnRole.MEASURE, "%", "Of all attendances");
        Table table = Table.of(new DatasetName("ae_provider"), List.of(rate));
        Part part = new Part("k", 198, 1_000, "0".repeat(64), 77, List.of());
        CatalogRelease release = new CatalogRelease(
                new ReleaseName("2025-03"),
                LocalDate.of(2025, 3, 1),
                LocalDate.of(2025, 3, 31),
                "revised",
                "https://example.org/",
                "abcdef012345",
                AT,
                AT,
                AT,
                AT,
                AT,
                3,
                List.of(new PublishedFile(new FileDigest("0".repeat(64)), "a", "https://example.org/a", 1, AT)),
                List.of());
        CatalogDataset dataset = new CatalogDataset(
                table.dataset(),
                "t",
                "d",
                new PublicationName("ae-monthly"),
                "p",
                "NHS England",
                "OGL-UK-3.0",
                "https://example.org/",
                "month",
                3,
                AT,
                198,
                1_000,
                table.columns(),
                List.of(new Mark("*", "Suppressed")),
                List.of(new CatalogHeading(
                        rate.name(),
                        "Rate (%)",
                        release.release(),
                        new FileDigest("0".repeat(64)),
                        "Table 1",
                        5,
                        15,
                        16)),
                List.of(part),
                List.of(release),
                2,
                500,
                "");
        Catalog catalog = new Catalog(3, AT, 40, 77, List.of(dataset), List.of());

        assertThat(codec.decode(codec.encode(catalog))).isEqualTo(catalog);
    }

    @Test
    void saysWhichTypeHasNoForm() {
        assertThatThrownBy(() -> AvroRecord.of(Impossible.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void refusesAMessageOfAnotherSchema() {
        byte[] message =
                RecordCodec.of(PeriodRows.class).encode(new PeriodRows(LocalDate.EPOCH, LocalDate.EPOCH, "day", 1));

        assertThatThrownBy(() -> RecordCodec.of(Everything.class).decode(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Everything");
    }
}
