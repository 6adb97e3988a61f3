package org.datawarp.sinks.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Uuid;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.table.ColumnType;
import org.junit.jupiter.api.Test;

class RowReaderTest {

    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private static final Schema ROW = SchemaBuilder.struct()
            .field("_key", Uuid.schema())
            .field("place", Schema.OPTIONAL_STRING_SCHEMA)
            .field("patients", SchemaBuilder.int64().optional().defaultValue(0L).build())
            .field("_occurrence", Schema.INT64_SCHEMA)
            .build();

    private static Struct row() {
        return new Struct(ROW).put("_key", ID.toString()).put("_occurrence", 2L);
    }

    @Test
    void leavesTheHiddenKeyOutOfTheColumns() {
        assertThat(RowReader.of(ROW).columns())
                .containsExactly(
                        new ChangeColumn("place", ColumnType.TEXT),
                        new ChangeColumn("patients", ColumnType.INTEGER),
                        new ChangeColumn("_occurrence", ColumnType.INTEGER));
    }

    @Test
    void readsValuesInTheOrderOfTheColumns() {
        Struct row = row().put("place", "Leeds").put("patients", 3L);

        assertThat(RowReader.of(ROW).values(row)).containsExactly("Leeds", 3L, 2L);
    }

    @Test
    void readsNullWhereTheColumnHasADefault() {
        assertThat(RowReader.of(ROW).values(row())).containsExactly(null, null, 2L);
    }

    @Test
    void makesTwentyBytesOfKeyAndOccurrence() {
        ByteBuffer key = ByteBuffer.wrap(RowReader.of(ROW).key(row()));

        assertThat(key.remaining()).isEqualTo(20);
        assertThat(new UUID(key.getLong(), key.getLong())).isEqualTo(ID);
        assertThat(key.getInt()).isEqualTo(2);
    }

    @Test
    void readsOnlyRowsWithADatasetsIdentity() {
        assertThat(RowReader.reads(ROW)).isTrue();
        assertThat(RowReader.reads(SchemaBuilder.struct()
                        .field("place", Schema.STRING_SCHEMA)
                        .build()))
                .isFalse();
    }
}
