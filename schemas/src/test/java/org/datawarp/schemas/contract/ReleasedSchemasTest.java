package org.datawarp.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.avro.ReleasedSchemas;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.event.CloudEvents;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the schemas of messages against the released ones: {@code docs/topics.md}, "Changing a message". */
class ReleasedSchemasTest {

    private static final String FOLDER = "schemas/src/main/resources/org/datawarp/schemas/avro/";
    private static final String EXAMPLES = "schemas/src/test/resources/org/datawarp/schemas/avro/";

    /** The schemas that the code writes now, by message; a message may use several versions. */
    static Map<String, List<Schema>> written() {
        Map<String, List<Schema>> written = new LinkedHashMap<>();
        for (TopicContract topic : TopicContracts.all()) {
            for (Schema schema : topic.avro()) {
                List<Schema> versions = written.computeIfAbsent(schema.getName(), name -> new ArrayList<>());
                if (!versions.contains(schema)) {
                    versions.add(schema);
                }
            }
        }
        return written;
    }

    static List<String> messages() {
        return List.copyOf(written().keySet());
    }

    static List<String> examples() {
        return List.copyOf(Examples.written().keySet());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void writesOnlyWhatWasReleased(String message) {
        List<String> released =
                ReleasedSchemas.of(message).stream().map(ReleasedSchemas::text).toList();

        for (Schema schema : Objects.requireNonNull(written().get(message))) {
            assertThat(released)
                    .as(
                            "The schema of %s is none that was released. If it is meant, put what follows into %s%s and an"
                                    + " example beside those of the tests:%n%s",
                            message,
                            FOLDER,
                            ReleasedSchemas.file(message, released.size() + 1),
                            ReleasedSchemas.text(schema))
                    .contains(ReleasedSchemas.text(schema));
        }
        assertThat(ReleasedSchemas.text(last(Objects.requireNonNull(written().get(message)))))
                .as("What is written now is the last version")
                .isEqualTo(last(released));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void changesNoMessageInAWayThatReadersMissSomething(String message) throws IOException {
        List<Schema> versions = ReleasedSchemas.of(message);

        for (int later = 2; later <= versions.size(); later++) {
            for (int earlier = later - 1; earlier >= lastBreak(message, later); earlier--) {
                Schema before = versions.get(earlier - 1);
                Schema after = versions.get(later - 1);
                assertThat(incompatibilities(after, before))
                        .as("%s %d cannot read what is kept in version %d", message, later, earlier)
                        .isEmpty();
                assertThat(incompatibilities(before, after))
                        .as("readers of %s %d cannot read version %d", message, earlier, later)
                        .isEmpty();
            }
        }
    }

    /** The version that broke with the earlier ones on purpose, with the reason in a file beside it; else 1. */
    private static int lastBreak(String message, int version) throws IOException {
        for (int one = version; one > 1; one--) {
            String file = ReleasedSchemas.file(message, one).replace(".avsc", ".breaks");
            try (InputStream in = ReleasedSchemas.class.getResourceAsStream(file)) {
                if (in != null) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .as("the reason in " + file)
                            .isNotBlank();
                    return one;
                }
            }
        }
        return 1;
    }

    private static List<?> incompatibilities(Schema reader, Schema writer) {
        SchemaPairCompatibility found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return found.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : found.getResult().getIncompatibilities();
    }

    @Test
    void takesAFieldAwayOrAddsOneThatMustBeThereForABreak() {
        Schema before = schema("{\"name\": \"row\", \"type\": \"int\"}");
        Schema wider = schema("{\"name\": \"row\", \"type\": \"int\"}, {\"name\": \"note\", \"type\": \"string\"}");
        Schema renamed = schema("{\"name\": \"line\", \"type\": \"int\"}");
        Schema added = schema("{\"name\": \"row\", \"type\": \"int\"},"
                + " {\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null}");

        assertThat(incompatibilities(wider, before)).isNotEmpty();
        assertThat(incompatibilities(renamed, before)).isNotEmpty();
        assertThat(incompatibilities(added, before)).isEmpty();
        assertThat(incompatibilities(before, added)).isEmpty();
    }

    private static Schema schema(String fields) {
        return new Schema.Parser().parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [%s]}".formatted(fields));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsEveryVersionThatTopicsMayHold(String message) throws IOException {
        int versions = Math.max(1, ReleasedSchemas.of(message).size());

        for (int version = 1; version <= versions; version++) {
            byte[] example = Examples.released(message, version)
                    .orElseThrow(() ->
                            new AssertionError("No example of %s; put one into %s%s, such as what is written now:%n%s"
                                    .formatted(
                                            message,
                                            EXAMPLES,
                                            Examples.file(message, versions, isJson(message) ? "json" : "hex"),
                                            shown(message, written(message)))));
            assertThatCode(() -> read(message, example))
                    .as("%s %d", message, version)
                    .doesNotThrowAnyException();
            if (!isJson(message) && !message.equals(Examples.CHANGE)) {
                assertThat(SingleObject.fingerprintOf(example))
                        .as("the schema of the example of %s %d", message, version)
                        .isEqualTo(SingleObject.fingerprint(
                                ReleasedSchemas.of(message).get(version - 1)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesTheLastExampleAsItIs(String message) throws IOException {
        int last = Math.max(1, ReleasedSchemas.of(message).size());

        assertThat(shown(message, Examples.released(message, last).orElseThrow()))
                .isEqualTo(shown(message, written(message)));
    }

    @Test
    void writesRowsWithoutMergedCellsInTheFirstVersion() throws IOException {
        assertThat(Examples.released("SheetRow", 1)).contains(Examples.plainRow());
    }

    private static boolean isJson(String message) {
        return List.of("ManifestText", "Commit", "Event").contains(message);
    }

    private static String shown(String message, byte[] value) {
        return isJson(message)
                ? new String(value, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(value);
    }

    /** Reads as the code itself does. */
    private static Object read(String message, byte[] value) {
        return switch (message) {
            case "AppliedRow" -> new RowCodec().decodeRows(value);
            case "Rejection" -> RecordCodec.of(Rejection.class).decode(value);
            case "TransactionBegan", "TransactionEnded" -> TransactionMessage.decode(value);
            case "ManifestText" -> ManifestText.fromJson(value);
            case "Commit" -> CommitJson.read(new String(value, StandardCharsets.UTF_8));
            case "Event" -> CloudEvents.decode(value).orElseThrow();
            case Examples.CHANGE ->
                ChangeCodec.of(ReleasedSchemas.of(message).get(0)).decode(value);
            default -> new RowCodec().decodeRaw(value);
        };
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    private static byte[] written(String message) {
        return Objects.requireNonNull(Examples.written().get(message));
    }
}
