package org.datawarp.ask.tap;

/** Python programs that print a topic. Placeholders, in this order: configuration, schemas, topic and offsets. */
final class PythonPrograms {

    private static final String READ = """
            import io, json, os
            from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

            KAFKA = %s
            %sdef read(topic, offsets):
                consumer = Consumer(KAFKA)
                consumer.assign([TopicPartition(topic, partition, offset) for partition, offset in offsets.items()])
                left = set(offsets)
                while left:
                    message = consumer.poll(1)
                    if message is not None and not message.error():
                        yield message
                    elif message is not None and message.error().code() == KafkaError._PARTITION_EOF:
                        left.discard(message.partition())
                    elif message is not None:
                        raise KafkaException(message.error())
                consumer.close()

            """;

    private static final String AVRO = """
            from avro.io import BinaryDecoder, DatumReader
            from avro.schema import parse

            SCHEMAS = %s

            """;

    private static final String DECODE = """
            def decode(value):
                fingerprint = value[2:10][::-1].hex()
                return DatumReader(SCHEMAS[fingerprint]).read(BinaryDecoder(io.BytesIO(value[10:])))

            """;

    private static final String LEARN = """
            for message in read("datawarp.schemas", {0: 0}):
                SCHEMAS[message.key().decode()] = parse(message.value().decode())
            """;

    private static final String PRINT = """
            for message in read(%%s, %%s):
                print(message.partition(), message.offset(), %s)
            """;

    private PythonPrograms() {}

    /** Has four placeholders. */
    static String of(TopicSchemas schemas) {
        return switch (schemas) {
            case RELEASED -> READ.formatted("%1$s", AVRO.formatted("%2$s")) + DECODE + print("decode(message.value())");
            case OF_CHANGES ->
                READ.formatted("%1$s", AVRO.formatted("%2$s")) + DECODE + LEARN + print("decode(message.value())");
            case JSON -> READ.formatted("%1$s", "\n") + print("json.loads(message.value())");
        };
    }

    private static String print(String value) {
        return PRINT.formatted(value).formatted("%3$s", "%4$s");
    }
}
