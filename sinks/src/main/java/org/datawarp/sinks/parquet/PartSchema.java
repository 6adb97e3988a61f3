package org.datawarp.sinks.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Types.optional;

import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.table.ColumnType;

/** Column types as Parquet, and back. Every column may hold nulls. */
final class PartSchema {

    private static final String NAME = "row";

    /** Parquet's rule: the number of digits that always fit. */
    private static final int INT32_DIGITS = 9;

    private static final int INT64_DIGITS = 18;

    private PartSchema() {}

    static MessageType of(PartColumns columns) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (ChangeColumn column : columns.columns()) {
            message.addField(type(column.type()).named(column.name()));
        }
        return message.named(NAME);
    }

    private static Types.PrimitiveBuilder<PrimitiveType> type(ColumnType type) {
        return switch (type.base()) {
            case TEXT -> optional(BINARY).as(stringType());
            case INTEGER -> optional(INT64);
            case NUMBER -> optional(DOUBLE);
            case DECIMAL -> decimal(type).as(decimalType(type.scale(), type.precision()));
            case BOOLEAN -> optional(BOOLEAN);
            case DATE -> optional(INT32).as(dateType());
            case TIMESTAMP -> optional(INT64).as(timestampType(false, MICROS));
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> decimal(ColumnType type) {
        if (type.precision() <= INT32_DIGITS) {
            return optional(INT32);
        }
        if (type.precision() <= INT64_DIGITS) {
            return optional(INT64);
        }
        return optional(FIXED_LEN_BYTE_ARRAY).length(decimalBytes(type.precision()));
    }

    /** How many bytes the largest number of that many digits takes, with its sign. */
    private static int decimalBytes(int digits) {
        return BigInteger.TEN.pow(digits).subtract(BigInteger.ONE).toByteArray().length;
    }

    /** The type of a column that {@link #of} made. */
    static ColumnType columnType(Type field) {
        PrimitiveType primitive = field.asPrimitiveType();
        LogicalTypeAnnotation logical = primitive.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return ColumnType.decimal(decimal.getPrecision(), decimal.getScale());
        }
        if (logical instanceof StringLogicalTypeAnnotation) {
            return ColumnType.TEXT;
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return ColumnType.DATE;
        }
        if (logical instanceof TimestampLogicalTypeAnnotation) {
            return ColumnType.TIMESTAMP;
        }
        return switch (primitive.getPrimitiveTypeName()) {
            case INT64 -> ColumnType.INTEGER;
            case DOUBLE -> ColumnType.NUMBER;
            case BOOLEAN -> ColumnType.BOOLEAN;
            default -> throw new IllegalArgumentException("Cannot read column %s: no part has one".formatted(field));
        };
    }
}
