package org.datawarp.schemas.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowCodecTest {

    private static final String RUN = "00000000000000a1";
    private static final Instant AT = Instant.parse("2025-04-10T09:30:00.123456Z");
    private static final FileDigest DIGEST = new FileDigest("0".repeat(64));
    private static final PublicationName PUBLICATION = new PublicationName("ae-monthly");
    private static final ReleaseName RELEASE = new ReleaseName("2025-03");

    private final RowCodec codec = new RowCodec();

    static List<RawMessage> controlMessages() {
        SheetClosed closed = new SheetClosed(RUN, RUN + "/1", 200, -7L);
        return List.of(
                new ReleaseOpened(
                        RUN,
                        PUBLICATION,
                        RELEASE,
                        Period.month(YearMonth.of(2025, 3)),
                        "revised",
                        "https://example.org/",
                        "abcdef012345",
                        List.of(new PublishedFile(DIGEST, "a.zip", "https://example.org/a.zip", 12L, AT)),
                        AT),
                new SheetOpened(RUN, RUN + "/1", DIGEST, "a.zip", "in/b.csv", "Sheet ", 1, true),
                closed,
                new ReleaseClosed(
                        RUN,
                        PUBLICATION,
                        RELEASE,
                        List.of(closed),
                        List.of(new UnreadableFile(DIGEST, "a.zip", "c.xls", "encrypted", "It has a password"))));
    }

    @ParameterizedTest
    @MethodSource("controlMessages")
    void readsTheReleaseProtocolFromBothTopics(RawMessage message) {
        byte[] bytes = codec.encode(message);

        assertThat(codec.decodeRaw(bytes)).isEqualTo(message);
        assertThat(codec.decodeRows(bytes)).isEqualTo(message);
        assertThat(codec.encode((RowsMessage) message)).isEqualTo(bytes);
    }

    @Property
    void readsAnySheetRowThatItWrote(@ForAll("sheetRows") SheetRow row) {
        assertThat(codec.decodeRaw(codec.encode((RawMessage) row))).isEqualTo(row);
    }

    @Property
    void readsAnyAppliedRowThatItWrote(@ForAll("appliedRows") AppliedRow row) {
        assertThat(codec.decodeRows(codec.encode((RowsMessage) row))).isEqualTo(row);
    }

    @Test
    void writesSheetRowsThatAnyAvroReaderDecodes() throws IOException {
        SheetRow row = new SheetRow(7, List.of(Cell.text("RRK"), Cell.BLANK, new Cell(CellKind.NUMBER, "0.5", "0%")));

        GenericRecord read = generic(codec.encode((RawMessage) row));

        assertThat(read.get("row")).isEqualTo(7);
        List<?> cells = (List<?>) read.get("cells");
        assertThat(cells).hasSize(3);
        assertThat(cells.get(2)).hasToString("{\"kind\": 2, \"text\": \"0.5\", \"format\": \"0%\"}");
    }

    @Test
    void writesMergedCellsThatAnyAvroReaderDecodes() throws IOException {
        SheetRow row = new SheetRow(7, List.of(Cell.text("Male")), List.of(new MergedCell(0, 3, 1)));

        GenericRecord read = generic(codec.encode((RawMessage) row));

        assertThat(read.get("merged")).hasToString("[{\"column\": 0, \"columns\": 3, \"rows\": 1}]");
    }

    /** All topics hold such messages from before merged cells existed. */
    @Test
    void writesARowWithoutMergedCellsAsEver() {
        byte[] row = codec.encode((RawMessage) new SheetRow(1, List.of(Cell.text("RRK"))));

        assertThat(HexFormat.of().formatHex(row)).isEqualTo("c301fdbfe318614877300202020652524b0000");
    }

    @Test
    void writesAppliedRowsThatAnyAvroReaderDecodes() throws IOException {
        List<@Nullable Object> values = Arrays.asList(
                "RRK",
                1L,
                2.5,
                true,
                new BigDecimal("3.10"),
                LocalDate.EPOCH,
                LocalDateTime.of(1970, 1, 1, 0, 1),
                null);
        UUID key = new UUID(1, 2);
        AppliedRow row = new AppliedRow(7, 99, RowKind.DATA, List.of(typed(key, values)));

        GenericRecord read = generic(codec.encode((RowsMessage) row));
        GenericRecord typed = (GenericRecord) ((List<?>) read.get("rows")).get(0);

        assertThat(read.get("checksum")).isEqualTo(99L);
        assertThat(typed.get("dataset")).hasToString("ae_provider");
        assertThat(typed.get("period_start"))
                .isEqualTo((int) LocalDate.of(2025, 3, 1).toEpochDay());
        ByteBuffer bits = ByteBuffer.wrap(((GenericFixed) typed.get("key")).bytes());
        assertThat(new UUID(bits.getLong(), bits.getLong())).isEqualTo(key);
        assertThat((List<?>) typed.get("values"))
                .extracting(String::valueOf)
                .containsExactly(
                        "RRK", "1", "2.5", "true", "{\"text\": \"3.10\"}", "0", "{\"micros\": 60000000}", "null");
    }

    @Test
    void tellsOneRowFromAnotherByItsChecksum() {
        byte[] one = codec.encode((RawMessage) new SheetRow(1, List.of(Cell.text("1"))));
        byte[] other = codec.encode((RawMessage) new SheetRow(1, List.of(Cell.number("1"))));

        assertThat(RowCodec.checksum(one))
                .isNotEqualTo(RowCodec.checksum(other))
                .isBetween(0L, 0xFFFFFFFFL);
    }

    @Test
    void namesWhatItCannotDecode() {
        byte[] foreign = codec.encode((RawMessage) new SheetRow(1, List.of()));
        foreign[5] ^= 1;

        assertThatThrownBy(() -> codec.decodeRaw(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different versions");
        assertThatThrownBy(() -> codec.decodeRaw(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 bytes");
    }

    @Test
    void refusesARowThatIsCutShort() {
        byte[] bytes = codec.encode((RawMessage) new SheetRow(1, List.of(Cell.text("Birmingham"))));

        assertThatThrownBy(() -> codec.decodeRaw(Arrays.copyOf(bytes, bytes.length - 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cut short");
    }

    private static GenericRecord generic(byte[] message) throws IOException {
        Schema schema = Stream.concat(RowCodec.rawSchemas().stream(), RowCodec.rowsSchemas().stream())
                .filter(one -> SingleObject.fingerprint(one) == SingleObject.fingerprintOf(message))
                .findFirst()
                .orElseThrow();
        int header = SingleObject.HEADER_BYTES;
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(message, header, message.length - header, null));
    }

    private static TypedRow typed(UUID key, List<@Nullable Object> values) {
        return new TypedRow(new DatasetName("ae_provider"), Period.month(YearMonth.of(2025, 3)), key, values);
    }

    @Provide
    Arbitrary<SheetRow> sheetRows() {
        Arbitrary<Cell> cells = Combinators.combine(
                        Arbitraries.of(CellKind.class),
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.of("", "0.0%"))
                .as((kind, text, format) -> kind == CellKind.BLANK ? Cell.BLANK : new Cell(kind, text, format));
        Arbitrary<Integer> places = Arbitraries.integers().between(1, 16_384);
        Arbitrary<MergedCell> merged =
                Combinators.combine(places, places, places).as(MergedCell::new);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_048_576),
                        cells.list().ofMaxSize(8),
                        merged.list().ofMaxSize(3))
                .as(SheetRow::new);
    }

    @Provide
    Arbitrary<AppliedRow> appliedRows() {
        Arbitrary<@Nullable Object> values = Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20).map(Object.class::cast),
                        Arbitraries.longs().map(Object.class::cast),
                        Arbitraries.doubles().map(Object.class::cast),
                        Arbitraries.bigDecimals().map(Object.class::cast),
                        Arbitraries.of(true, false).map(Object.class::cast),
                        Arbitraries.integers().map(LocalDate::ofEpochDay).map(Object.class::cast))
                .injectNull(0.2);
        Arbitrary<TypedRow> rows = Combinators.combine(
                        Arbitraries.integers().between(-100_000, 100_000),
                        Arbitraries.integers().between(0, 4_000),
                        Arbitraries.of(PeriodKind.class),
                        Arbitraries.longs(),
                        values.list().ofMaxSize(6))
                .as((start, days, kind, bits, all) -> new TypedRow(
                        new DatasetName(bits % 2 == 0 ? "even" : "odd"),
                        new Period(LocalDate.ofEpochDay(start), LocalDate.ofEpochDay(start + days), kind),
                        new UUID(bits, ~bits),
                        all));
        Arbitrary<PlacedHeading> headings = Combinators.combine(
                        Arbitraries.of("even", "odd").map(DatasetName::new),
                        Arbitraries.of("org_code", "period").map(ColumnName::new),
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.integers().between(0, 16_383),
                        Arbitraries.integers().between(1, 1_048_576),
                        Arbitraries.integers().between(1, 1_048_576))
                .as(PlacedHeading::new);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1_048_576),
                        Arbitraries.longs(),
                        Arbitraries.of(RowKind.class),
                        rows.list().ofMaxSize(3),
                        headings.list().ofMaxSize(3))
                .as(AppliedRow::new);
    }
}
