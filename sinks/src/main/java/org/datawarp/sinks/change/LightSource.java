package org.datawarp.sinks.change;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.SourceInfoStructMaker;
import io.debezium.connector.postgresql.SourceInfo;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * The {@code source} of an event with nothing in it but the transaction's id.
 *
 * <p>Debezium's own has fifteen fields, one of them JSON, and Debezium keeps unused statistics of its position and
 * time. Together, they are a third of an event's cost in the one thread that limits capture. The engine creates this by
 * its name.
 */
public final class LightSource implements SourceInfoStructMaker<SourceInfo> {

    /** The fields that Debezium reads; it treats absent ones as unknown. */
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .name("org.datawarp.source")
            .field(SourceInfo.TXID_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SourceInfo.LSN_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SourceInfo.XMIN_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .field(SourceInfo.TIMESTAMP_KEY, Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    /** Not public in Debezium, where a struct maker is expected to extend Debezium's. */
    private static final MethodHandle TRANSACTION = transaction();

    /** For the engine. */
    public LightSource() {}

    private static MethodHandle transaction() {
        try {
            return MethodHandles.privateLookupIn(SourceInfo.class, MethodHandles.lookup())
                    .findVirtual(SourceInfo.class, "txId", MethodType.methodType(Long.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot use this version of Debezium: SourceInfo has no txId()", e);
        }
    }

    @Override
    public void init(String connector, String version, CommonConnectorConfig config) {
        // The source contains nothing of it.
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public Struct struct(SourceInfo source) {
        try {
            return new Struct(SCHEMA).put(SourceInfo.TXID_KEY, (Long) TRANSACTION.invokeExact(source));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
