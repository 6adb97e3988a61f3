package org.datawarp.schemas.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeCodecTest {

    private static final List<ChangeColumn> COLUMNS = List.of(
            new ChangeColumn("org_code", ColumnType.TEXT),
            new ChangeColumn("attendances", ColumnType.INTEGER),
            new ChangeColumn("beds", ColumnType.NUMBER),
            new ChangeColumn("rate", ColumnType.decimal(9, 2)),
            new ChangeColumn("open", ColumnType.BOOLEAN),
            new ChangeColumn("period_start", ColumnType.DATE),
            new ChangeColumn("seen_at", ColumnType.TIMESTAMP));

    private static final List<@Nullable Object> ROW = Arrays.asList(
            "RRK",
            34_819L,
            4.25,
            new BigDecimal("-3.10"),
            true,
            LocalDate.of(1948, 7, 5),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 123_456_000));

    private final ChangeCodec codec = ChangeCodec.of(new DatasetName("ae_provider"), COLUMNS);

    @Test
    void readsEveryOperation() {
        List<@Nullable Object> blank = Collections.nCopies(COLUMNS.size(), null);
        List<RowChange> changes = List.of(
                new RowChange(Operation.INSERT, 700, 1, null, ROW),
                new RowChange(Operation.UPDATE, 700, 2, ROW, blank),
                new RowChange(Operation.DELETE, 700, 3, blank, null));

        assertThat(changes)
                .allSatisfy(
                        change -> assertThat(codec.decode(codec.encode(change))).isEqualTo(change));
    }

    @Test
    void isMadeAgainFromItsPublishedSchema() {
        Schema published = new Schema.Parser().parse(codec.schema().toString());
        RowChange change = new RowChange(Operation.INSERT, 700, 1, null, ROW);

        ChangeCodec reader = ChangeCodec.of(published);

        assertThat(reader.columns()).isEqualTo(COLUMNS);
        assertThat(reader.decode(codec.encode(change))).isEqualTo(change);
    }

    @Test
    void writesChangesThatAnyAvroReaderDecodes() throws IOException {
        byte[] message = codec.encode(new RowChange(Operation.INSERT, 700, 1, null, ROW));
        GenericData model = new GenericData();
        model.addLogicalTypeConversion(new Conversions.DecimalConversion());

        assertThat(SingleObject.fingerprintOf(message)).isEqualTo(SingleObject.fingerprint(codec.schema()));
        int header = SingleObject.HEADER_BYTES;
        GenericRecord read = new GenericDatumReader<GenericRecord>(codec.schema(), codec.schema(), model)
                .read(null, DecoderFactory.get().binaryDecoder(message, header, message.length - header, null));

        GenericRecord after = (GenericRecord) read.get("after");
        assertThat(read.get("before")).isNull();
        assertThat(after.get("org_code")).hasToString("RRK");
        assertThat(after.get("attendances")).isEqualTo(34_819L);
        assertThat(after.get("rate")).isEqualTo(new BigDecimal("-3.10"));
        assertThat(after.get("period_start"))
                .isEqualTo((int) LocalDate.of(1948, 7, 5).toEpochDay());
        assertThat(after.get("seen_at")).isEqualTo(-876_544L);
    }

    @Test
    void changesItsFingerprintWithItsColumns() {
        ChangeCodec wider =
                ChangeCodec.of(new DatasetName("ae_provider"), List.of(new ChangeColumn("org_code", ColumnType.TEXT)));

        assertThat(SingleObject.fingerprint(wider.schema())).isNotEqualTo(SingleObject.fingerprint(codec.schema()));
    }

    @Property
    void readsAnyFigures(@ForAll long whole, @ForAll double number, @ForAll @Scale(2) BigDecimal decimal) {
        List<@Nullable Object> row =
                Arrays.asList("", whole, number, decimal.setScale(2), false, LocalDate.EPOCH, null);
        RowChange change = new RowChange(Operation.UPDATE, whole, 1, row, row);

        assertThat(codec.decode(codec.encode(change))).isEqualTo(change);
    }

    @Test
    void refusesAChangeThatIsCutShort() {
        byte[] bytes = codec.encode(new RowChange(Operation.INSERT, 700, 1, null, ROW));

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length - 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut short");
    }
}
