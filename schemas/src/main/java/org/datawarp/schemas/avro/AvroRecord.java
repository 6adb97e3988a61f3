package org.datawarp.schemas.avro;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A Java record as an Avro record. The schema is derived from the components, so the two cannot drift apart.
 *
 * <p>For messages that are rare: rows have a codec of their own. Safe for use by several threads.
 *
 * @param <T> the Java record
 */
public final class AvroRecord<T extends Record> {

    private final Class<T> type;
    private final Schema schema;
    private final List<MethodHandle> accessors;
    private final List<AvroValue> values;
    private final MethodHandle constructor;

    private AvroRecord(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        List<Schema.Field> fields = new ArrayList<>();
        List<MethodHandle> accessors = new ArrayList<>();
        List<AvroValue> values = new ArrayList<>();
        try {
            for (RecordComponent component : components) {
                AvroValue value = AvroValue.of(component);
                values.add(value);
                fields.add(field(AvroValue.snakeCase(component.getName()), value.schema()));
                accessors.add(lookup.unreflect(component.getAccessor()));
            }
            Class<?>[] parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            this.constructor = lookup.findConstructor(type, MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Only public records with public constructors become Avro: " + type, e);
        }
        this.type = type;
        this.schema = Schema.createRecord(type.getSimpleName(), null, "org.datawarp", false, fields);
        this.accessors = List.copyOf(accessors);
        this.values = List.copyOf(values);
    }

    /**
     * A list that an older file or message lacks is read as empty, and an optional field as absent. All other fields
     * are required.
     */
    private static Schema.Field field(String name, Schema schema) {
        if (schema.getType() == Schema.Type.ARRAY) {
            return new Schema.Field(name, schema, null, List.of());
        }
        return schema.isNullable()
                ? new Schema.Field(name, schema, null, Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(name, schema);
    }

    public static <T extends Record> AvroRecord<T> of(Class<T> type) {
        return new AvroRecord<>(type);
    }

    public Schema schema() {
        return schema;
    }

    public GenericRecord toAvro(Record source) {
        GenericData.Record record = new GenericData.Record(schema);
        for (int i = 0; i < values.size(); i++) {
            record.put(i, values.get(i).toAvro(invoke(accessors.get(i), source)));
        }
        return record;
    }

    /**
     * @param record of this schema
     * @throws IllegalArgumentException when it lacks a field because another version wrote it
     */
    public T fromAvro(IndexedRecord record) {
        @Nullable Object[] arguments = new @Nullable Object[values.size()];
        for (int i = 0; i < arguments.length; i++) {
            Object value = record.get(i);
            if (value == null && !values.get(i).schema().isNullable()) {
                throw new IllegalArgumentException(
                        "Cannot read a %s: it has no %s; reader and writer are of different versions"
                                .formatted(
                                        schema.getName(),
                                        schema.getFields().get(i).name()));
            }
            arguments[i] = values.get(i).fromAvro(value);
        }
        return type.cast(invoke(constructor, arguments));
    }

    private static Object invoke(MethodHandle handle, @Nullable Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
