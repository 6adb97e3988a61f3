package org.datawarp.schemas.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.datawarp.schemas.avro.ReleasedSchemas;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.RowKind;

/** The parts of {@code docs/topics.md} that are generated from the code. */
final class TopicsPage {

    private static final String RELEASED = "../schemas/src/main/resources/org/datawarp/schemas/avro/";
    private static final int LONGEST_LINE = 120;

    private TopicsPage() {}

    /** Each section by what it is made from, as its marker in the page says. */
    static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put(
                "TopicContracts",
                TopicContracts.all().stream().map(TopicsPage::topic).collect(Collectors.joining("\n")));
        StringBuilder messages = new StringBuilder();
        for (String message : Examples.written().keySet()) {
            messages.append(messages.isEmpty() ? "" : "\n").append(message(message));
        }
        sections.put("Examples", messages.toString());
        sections.put("RowCodec", numbers());
        return sections;
    }

    private static String topic(TopicContract topic) {
        String messages = topic.avro().stream()
                .map(Schema::getName)
                .distinct()
                .map(name -> "[%s](#%s)".formatted(name, anchor(name)))
                .collect(Collectors.joining(", "));
        return """
                ### `%s`

                | | |
                |---|---|
                | key | %s |
                | value | %s |
                | Avro | %s |
                | headers | %s |
                | partitions | %s |
                | order | %s |
                | kept | %s |
                | what counts | %s |
                """.formatted(
                        topic.name(),
                        topic.key(),
                        topic.value(),
                        messages.isEmpty() ? "see above" : messages,
                        topic.headers(),
                        topic.example().partitions() == 1 ? "1" : "`DATAWARP_PARTITIONS`, when it was made",
                        topic.order(),
                        topic.kept(),
                        topic.counts())
                .replace("| Avro | see above |\n", "");
    }

    private static String anchor(String message) {
        return message.toLowerCase(java.util.Locale.ROOT);
    }

    private static String message(String message) throws IOException {
        List<Schema> versions = ReleasedSchemas.of(message);
        byte[] example =
                Examples.released(message, Math.max(1, versions.size())).orElseThrow();
        if (versions.isEmpty()) {
            return "### %s%n%n```json%n%s%n```%n".formatted(message, new String(example, StandardCharsets.UTF_8));
        }
        Schema schema = versions.get(versions.size() - 1);
        return """
                ### %s

                %s: %s

                ```text
                %s
                ```
                ```json
                %s
                ```
                """.formatted(
                message,
                message.equals(Examples.CHANGE)
                        ? "As a dataset with four columns has it"
                        : "[Version %d](%s)"
                                .formatted(versions.size(), RELEASED + ReleasedSchemas.file(message, versions.size())),
                fields(schema),
                folded(HexFormat.of().formatHex(example)),
                json(schema, example));
    }

    private static String fields(Schema schema) {
        return schema.getFields().stream()
                .map(field -> "`%s` %s".formatted(field.name(), type(field.schema())))
                .collect(Collectors.joining(", "));
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case UNION -> union(schema);
            case RECORD -> "%s (%s)".formatted(schema.getName(), fields(schema));
            case FIXED -> "%d bytes".formatted(schema.getFixedSize());
            default ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getLogicalType().getName();
        };
    }

    private static String union(Schema schema) {
        return schema.getTypes().stream()
                .filter(one -> one.getType() != Schema.Type.NULL)
                .map(TopicsPage::type)
                .collect(Collectors.joining(" or ", "", " or null"));
    }

    private static String folded(String hex) {
        return hex.replaceAll("(.{%d})(?=.)".formatted(LONGEST_LINE), "$1\n");
    }

    private static String json(Schema schema, byte[] message) throws IOException {
        GenericData model = new GenericData();
        model.addLogicalTypeConversion(new Conversions.DecimalConversion());
        int header = SingleObject.HEADER_BYTES;
        return new GenericDatumReader<>(schema, schema, model)
                .read(null, DecoderFactory.get().binaryDecoder(message, header, message.length - header, null))
                .toString();
    }

    private static String numbers() {
        return """
                | field | numbers |
                |---|---|
                | `kind` of a Cell | %s |
                | `kind` of an AppliedRow | %s |
                | `period_kind` | %s |
                | `operation` | %s |
                """.formatted(
                        of(CellKind.values()), of(RowKind.values()), of(PeriodKind.values()), of(Operation.values()));
    }

    private static String of(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> "%d %s"
                        .formatted(
                                constant.ordinal(),
                                constant.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' ')))
                .collect(Collectors.joining(", "));
    }
}
