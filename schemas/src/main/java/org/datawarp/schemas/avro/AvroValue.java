package org.datawarp.schemas.avro;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** One component of a record on its way to Avro and back. */
record AvroValue(
        Schema schema,
        Function<@Nullable Object, @Nullable Object> out,
        Function<@Nullable Object, @Nullable Object> in) {

    static AvroValue of(RecordComponent component) {
        AvroValue value = of(component.getGenericType());
        AnnotatedElement annotated = component.getAnnotatedType();
        return annotated.isAnnotationPresent(Nullable.class) ? value.nullable() : value;
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    @Nullable
    Object toAvro(@Nullable Object value) {
        return out.apply(value);
    }

    @Nullable
    Object fromAvro(@Nullable Object value) {
        return in.apply(value);
    }

    private AvroValue nullable() {
        Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
        return new AvroValue(union, v -> v == null ? null : out.apply(v), v -> v == null ? null : in.apply(v));
    }

    private static AvroValue of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? map(of(generic.getActualTypeArguments()[1]))
                    : list(of(generic.getActualTypeArguments()[0]));
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return enumeration(raw);
        }
        if (raw.isRecord()) {
            return isWrapper(raw) ? wrapper(raw) : record(raw);
        }
        return simple(raw);
    }

    /** Java applies the annotation to the component's accessor, never to the component itself. */
    private static boolean isWrapper(Class<?> raw) {
        return raw.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    private static AvroValue simple(Class<?> raw) {
        if (raw == String.class) {
            return new AvroValue(
                    string(), v -> v, v -> Objects.requireNonNull(v).toString());
        }
        if (raw == int.class || raw == Integer.class) {
            return plain(Schema.Type.INT);
        }
        if (raw == long.class || raw == Long.class) {
            return plain(Schema.Type.LONG);
        }
        if (raw == double.class || raw == Double.class) {
            return plain(Schema.Type.DOUBLE);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return plain(Schema.Type.BOOLEAN);
        }
        if (raw == Instant.class) {
            Schema micros = LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            return new AvroValue(
                    micros,
                    v -> ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) Objects.requireNonNull(v)),
                    v -> Instant.EPOCH.plus((Long) Objects.requireNonNull(v), ChronoUnit.MICROS));
        }
        if (raw == LocalDate.class) {
            Schema days = LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            return new AvroValue(
                    days,
                    v -> (int) ((LocalDate) Objects.requireNonNull(v)).toEpochDay(),
                    v -> LocalDate.ofEpochDay((Integer) Objects.requireNonNull(v)));
        }
        throw new IllegalArgumentException("No Avro form for " + raw);
    }

    private static Schema string() {
        Schema string = Schema.create(Schema.Type.STRING);
        GenericData.setStringType(string, GenericData.StringType.String);
        return string;
    }

    private static AvroValue plain(Schema.Type type) {
        return new AvroValue(Schema.create(type), v -> v, v -> v);
    }

    /** Enums are written as strings: a new constant must not make old readers fail on the schema. */
    private static AvroValue enumeration(Class<?> raw) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : Objects.requireNonNull(raw.getEnumConstants())) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return new AvroValue(
                string(),
                v -> ((Enum<?>) Objects.requireNonNull(v)).name(),
                v -> Objects.requireNonNull(
                        constants.get(Objects.requireNonNull(v).toString()), () -> "unknown " + v));
    }

    /** A record around one {@link JsonValue} string, such as a name, is written as that string. */
    private static AvroValue wrapper(Class<?> raw) {
        AvroRecord<?> record = AvroRecord.of(raw.asSubclass(Record.class));
        return new AvroValue(
                string(), v -> record.toAvro((Record) Objects.requireNonNull(v)).get(0), v -> {
                    GenericData.Record holder = new GenericData.Record(record.schema());
                    holder.put(0, v);
                    return record.fromAvro(holder);
                });
    }

    private static AvroValue record(Class<?> raw) {
        AvroRecord<?> record = AvroRecord.of(raw.asSubclass(Record.class));
        return new AvroValue(
                record.schema(),
                v -> record.toAvro((Record) Objects.requireNonNull(v)),
                v -> record.fromAvro((IndexedRecord) Objects.requireNonNull(v)));
    }

    private static AvroValue list(AvroValue element) {
        return new AvroValue(
                Schema.createArray(element.schema),
                v -> {
                    List<@Nullable Object> all = new ArrayList<>();
                    ((List<?>) Objects.requireNonNull(v)).forEach(e -> all.add(element.out.apply(e)));
                    return all;
                },
                v -> {
                    List<@Nullable Object> all = new ArrayList<>();
                    ((List<?>) Objects.requireNonNull(v)).forEach(e -> all.add(element.in.apply(e)));
                    return all;
                });
    }

    private static AvroValue map(AvroValue element) {
        return new AvroValue(
                Schema.createMap(element.schema),
                v -> {
                    Map<String, @Nullable Object> all = new LinkedHashMap<>();
                    ((Map<?, ?>) Objects.requireNonNull(v))
                            .forEach((k, e) -> all.put(k.toString(), element.out.apply(e)));
                    return all;
                },
                v -> {
                    Map<String, @Nullable Object> all = new LinkedHashMap<>();
                    ((Map<?, ?>) Objects.requireNonNull(v))
                            .forEach((k, e) -> all.put(k.toString(), element.in.apply(e)));
                    return all;
                });
    }
}
