package org.datawarp.schemas.contract;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.avro.ReleasedSchemas;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionBegan;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.event.EventType;
import org.datawarp.schemas.event.Fact;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.PlacedHeading;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.ReleaseClosed;
import org.datawarp.schemas.row.ReleaseOpened;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.RowsMessage;
import org.datawarp.schemas.row.SheetClosed;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.row.UnreadableFile;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Mark;
import org.datawarp.schemas.table.Table;

/** A small message of each kind as the code writes it now, and the released ones, which the code must always read. */
final class Examples {

    static final String CHANGE = "Change_ae_provider";

    private static final String RUN = "4f1c22a09be3d871";
    private static final String SHEET = RUN + "/1";
    private static final Instant AT = Instant.parse("2025-04-10T08:30:00.123456Z");
    private static final PublicationName PUBLICATION = new PublicationName("ae-monthly");
    private static final ReleaseName RELEASE = new ReleaseName("2025-03");
    private static final DatasetName DATASET = new DatasetName("ae_provider");
    private static final Period MARCH = Period.month(YearMonth.of(2025, 3));
    private static final FileDigest DIGEST = new FileDigest("9f86d081884c7d659a2feaa0c55ad015".repeat(2));
    private static final PublishedFile FILE =
            new PublishedFile(DIGEST, "ae-march-2025.xlsx", "https://example.org/ae-march-2025.xlsx", 48_213, AT);

    private Examples() {}

    /** By the name of the message; framed Avro, or JSON. */
    static Map<String, byte[]> written() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        raw().forEach(message -> all.put(name(message), new RowCodec().encode(message)));
        all.put("AppliedRow", new RowCodec().encode((RowsMessage) applied()));
        all.put("Rejection", RecordCodec.of(Rejection.class).encode(rejection()));
        all.put(CHANGE, ChangeCodec.of(DATASET, changeColumns()).encode(change()));
        Stream.of(new TransactionBegan(771), ended()).forEach(message -> all.put(name(message), message.encode()));
        all.put("ManifestText", manifest().toJson());
        all.put("Commit", CommitJson.write(List.of(commit())).getBytes(StandardCharsets.UTF_8));
        all.put("Event", CloudEvents.encode(event(), "0d6f5a4e-7f3f-4f44-9f0c-1f0f8c1f2a11"));
        return all;
    }

    private static String name(Object message) {
        return message.getClass().getSimpleName();
    }

    private static List<RawMessage> raw() {
        SheetClosed closed = new SheetClosed(RUN, SHEET, 214, 461_102_377_845L);
        return List.of(
                new ReleaseOpened(
                        RUN,
                        PUBLICATION,
                        RELEASE,
                        MARCH,
                        "provisional",
                        "https://example.org/ae",
                        "5d1b0c6ea7f2",
                        List.of(FILE),
                        AT),
                new SheetOpened(RUN, SHEET, DIGEST, FILE.name(), "", "Provider Level Data", 1, false),
                new SheetRow(14, List.of(Cell.BLANK, Cell.text("A&E attendances")), List.of(new MergedCell(1, 3, 1))),
                closed,
                new ReleaseClosed(
                        RUN,
                        PUBLICATION,
                        RELEASE,
                        List.of(closed),
                        List.of(new UnreadableFile(DIGEST, "notes.xls", "", "encrypted", "It has a password"))));
    }

    /** A row without merged cells, which is always written in the first version. */
    static byte[] plainRow() {
        return new RowCodec().encode((RawMessage)
                new SheetRow(17, List.of(Cell.text("RRK"), new Cell(CellKind.NUMBER, "34819", "#,##0"))));
    }

    private static AppliedRow applied() {
        TypedRow row = new TypedRow(
                DATASET,
                MARCH,
                UUID.fromString("b7e23ec2-9af2-4b0b-8f43-3d1c1f0f6a55"),
                Arrays.asList("RRK", 34_819L, null, new BigDecimal("76.4")));
        return new AppliedRow(
                17,
                2_964_411_873L,
                RowKind.DATA,
                List.of(row),
                List.of(new PlacedHeading(DATASET, new ColumnName("attendances_type_1"), "Type 1", 1, 14, 15)));
    }

    private static Rejection rejection() {
        return new Rejection(
                RUN,
                PUBLICATION,
                RELEASE,
                DIGEST,
                FILE.name(),
                "Provider Level Data",
                18,
                DATASET.value(),
                "attendances_type_1",
                "unreadable-number",
                "1,2x4",
                "a whole number");
    }

    private static List<ChangeColumn> changeColumns() {
        return List.of(
                new ChangeColumn("period_start", ColumnType.DATE),
                new ChangeColumn("org_code", ColumnType.TEXT),
                new ChangeColumn("attendances_type_1", ColumnType.INTEGER),
                new ChangeColumn("share", ColumnType.decimal(5, 1)));
    }

    private static RowChange change() {
        return new RowChange(
                Operation.UPDATE,
                771,
                1,
                Arrays.asList(LocalDate.of(2025, 3, 1), "RRK", 34_819L, null),
                Arrays.asList(LocalDate.of(2025, 3, 1), "RRK", 34_821L, new BigDecimal("76.4")));
    }

    private static TransactionMessage ended() {
        return new TransactionEnded(771, 27_301_888, AT.plusSeconds(9), Map.of("ae_provider", 198L), null);
    }

    private static ManifestText manifest() {
        return new ManifestText(new TreeMap<>(Map.of("publication.yaml", "publication: ae-monthly\ntitle: A&E\n")));
    }

    private static Commit commit() {
        Column type1 = new Column(
                new ColumnName("attendances_type_1"), ColumnType.INTEGER, ColumnRole.MEASURE, "attendances", "Type 1");
        return new Commit(
                RUN,
                PUBLICATION,
                "A&E attendances",
                "NHS England",
                "OGL-3.0",
                "https://example.org/ae",
                "month",
                RELEASE,
                MARCH,
                "provisional",
                "https://example.org/ae",
                "5d1b0c6ea7f2",
                List.of(FILE),
                List.of(new Commit.CommittedDataset(
                        Table.of(DATASET, List.of(type1)),
                        "A&E by provider",
                        "",
                        List.of(new Mark("*", "Suppressed")),
                        List.of(),
                        true,
                        0,
                        198,
                        0)),
                AT,
                AT.plusSeconds(5),
                AT.plusSeconds(8),
                false,
                null,
                null);
    }

    private static Event event() {
        return new Event(
                EventType.FILE_FETCHED,
                PUBLICATION.value(),
                RELEASE.value(),
                RUN,
                Map.of(Fact.FILE, FILE.name(), Fact.BYTES, "48213", Fact.DIGEST, DIGEST.value()),
                AT);
    }

    /**
     * A released message.
     *
     * @param version from 1
     * @return empty when there is none
     */
    static Optional<byte[]> released(String message, int version) throws IOException {
        String hex = resource(file(message, version, "hex"));
        if (hex != null) {
            return Optional.of(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
        }
        return Optional.ofNullable(resource(file(message, version, "json")))
                .map(json -> json.strip().getBytes(StandardCharsets.UTF_8));
    }

    static String file(String message, int version, String form) {
        return ReleasedSchemas.file(message, version).replace(".avsc", "." + form);
    }

    private static @org.jspecify.annotations.Nullable String resource(String file) throws IOException {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(file)) {
            return in == null ? null : new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
