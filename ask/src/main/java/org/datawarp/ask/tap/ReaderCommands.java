package org.datawarp.ask.tap;

import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.datawarp.schemas.topic.Topics;

/**
 * Ready commands and programs that read a topic with kcat, Python, Java and DuckDB. They contain no secrets.
 *
 * @param start where they start reading
 * @param kafka DataWarp's own client properties
 * @param tap the command that prints the same as JSON lines
 */
public record ReaderCommands(TopicStart start, Map<String, Object> kafka, String tap) {

    public ReaderCommands {
        kafka = Map.copyOf(kafka);
    }

    /** All of them, each under a heading. */
    public String text() {
        StringJoiner all = new StringJoiner("\n");
        all.add("# %s, from %s: %s".formatted(start.topic(), start.what(), offsets()));
        if (ClientSecurity.of(kafka).hasLogin()) {
            all.add("# Secrets are not shown: these read %s and %s."
                    .formatted(ClientSecurity.USER, ClientSecurity.PASSWORD));
        }
        all.add("").add("## kcat" + kcatNote()).add(kcat());
        all.add("").add("## Python: pip install confluent-kafka avro").add(python());
        all.add("")
                .add("## Java: save as Tap.java; java -cp 'app/target/lib/*' Tap.java")
                .add(java());
        all.add("").add("## DuckDB").add(duckdb());
        return all.toString();
    }

    private String offsets() {
        return start.offsets().entrySet().stream()
                .map(offset -> "partition %d offset %d".formatted(offset.getKey(), offset.getValue()))
                .collect(Collectors.joining(", "));
    }

    private boolean isJson() {
        return TopicSchemas.of(start.topic()) == TopicSchemas.JSON;
    }

    private String kcatNote() {
        return isJson() ? "" : ": values are Avro, of which it shows the place, the time and the length";
    }

    /** One command for each partition: kcat takes one offset. */
    String kcat() {
        String properties = ClientSecurity.of(kafka).librdkafka().entrySet().stream()
                .map(property -> " -X " + inShell(property.getKey() + "=" + property.getValue()))
                .collect(Collectors.joining());
        return start.offsets().entrySet().stream()
                .map(offset -> "kcat -C -b %s -t %s -p %d -o %d -e -q -X isolation.level=read_committed%s -f %s"
                        .formatted(
                                inShell(String.valueOf(kafka.get("bootstrap.servers"))),
                                inShell(start.topic()),
                                offset.getKey(),
                                offset.getValue(),
                                properties,
                                isJson() ? "'%s\\n'" : "'%p %o %T %S\\n'"))
                .collect(Collectors.joining("\n"));
    }

    /** Uses double quotes if a variable is inserted; the name of an environment variable cannot break out of them. */
    private static String inShell(String text) {
        if (text.matches("[A-Za-z0-9_.,:=/@%+-]+")) {
            return text;
        }
        int reference = text.indexOf("=$");
        return reference >= 0 && text.substring(reference + 2).matches("[A-Z_]+")
                ? "\"" + text + "\""
                : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A whole program. */
    String python() {
        StringJoiner configuration = new StringJoiner(",\n    ", "{\n    ", "}");
        configuration.add("\"bootstrap.servers\": " + quoted(String.valueOf(kafka.get("bootstrap.servers"))));
        ClientSecurity.of(kafka)
                .librdkafka()
                .forEach((name, value) -> configuration.add("%s: %s"
                        .formatted(
                                quoted(name),
                                value.startsWith("$")
                                        ? "os.environ[%s]".formatted(quoted(value.substring(1)))
                                        : quoted(value))));
        configuration.add("\"group.id\": \"none\", \"enable.auto.commit\": False");
        configuration.add("\"isolation.level\": \"read_committed\", \"enable.partition.eof\": True");
        String offsets = start.offsets().entrySet().stream()
                .map(offset -> offset.getKey() + ": " + offset.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        return PythonPrograms.of(TopicSchemas.of(start.topic()))
                .formatted(configuration, schemas(), quoted(start.topic()), offsets);
    }

    private String schemas() {
        return TopicSchemas.byFingerprint(start.topic()).entrySet().stream()
                .map(schema -> "%s: parse(r'''%s''')".formatted(quoted(schema.getKey()), schema.getValue()))
                .collect(Collectors.joining(",\n    ", "{\n    ", "}"))
                .replace("{\n    }", "{}");
    }

    /** A literal that both Python and Java can read. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A whole program. */
    String java() {
        ClientSecurity security = ClientSecurity.of(kafka);
        StringJoiner properties = new StringJoiner("\n        ");
        properties.add("kafka.put(\"bootstrap.servers\", %s);"
                .formatted(quoted(String.valueOf(kafka.get("bootstrap.servers")))));
        security.java()
                .forEach((name, value) -> properties.add("kafka.put(%s, %s);".formatted(quoted(name), quoted(value))));
        if (security.hasLogin()) {
            properties.add("kafka.put(\"sasl.jaas.config\", %s);".formatted(security.javaLogin()));
        }
        if (TopicSchemas.of(start.topic()) == TopicSchemas.OF_CHANGES) {
            return JavaPrograms.FOLLOWER.formatted(
                    properties, Topics.datasetOfChanges(start.topic()).value());
        }
        String offsets = start.offsets().entrySet().stream()
                .map(offset -> "offsets.put(new TopicPartition(%s, %d), %dL);"
                        .formatted(quoted(start.topic()), offset.getKey(), offset.getValue()))
                .collect(Collectors.joining("\n            "));
        return JavaPrograms.CONSUMER.formatted(properties, offsets, JavaPrograms.value(start.topic()));
    }

    /** Reads the JSON lines of this program, since DuckDB cannot read Kafka. */
    String duckdb() {
        return "%s | duckdb -c \"%s\"".formatted(tap, query("/dev/stdin"));
    }

    /** @param file of JSON lines */
    String query(String file) {
        String columns = TopicSchemas.of(start.topic()) == TopicSchemas.OF_CHANGES
                ? "r.value.operation, unnest(r.value.after)"
                : "unnest(r.value)";
        return "SELECT r.offset, %s FROM read_json('%s', format = 'newline_delimited', sample_size = -1) AS r"
                .formatted(columns, file);
    }
}
