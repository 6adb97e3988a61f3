package org.datawarp.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** The same rows through parquet-avro only, uncompressed: the cost of a file before any changes are merged. */
final class ParquetBaseline {

    private static final int FIRST_COUNT = 7;
    private static final int FIRST_FRACTION = 10;
    private static final List<String> COLUMNS = GeneratedRows.HEADINGS.stream()
            .map(heading -> heading.replace(' ', '_'))
            .toList();

    private ParquetBaseline() {}

    static void write(Path file, long rows) throws IOException {
        Schema schema = schema();
        GeneratedRows generated = new GeneratedRows();
        Files.deleteIfExists(file);
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                .withSchema(schema)
                .withConf(new PlainParquetConfiguration())
                .withDataModel(GenericData.get())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .build()) {
            for (long i = 0; i < rows; i++) {
                writer.write(record(schema, generated.row(i)));
            }
        }
        Files.delete(file);
    }

    private static Schema schema() {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("baseline").fields();
        for (int column = 0; column < COLUMNS.size(); column++) {
            String name = COLUMNS.get(column);
            if (column < FIRST_COUNT) {
                fields.optionalString(name);
            } else if (column < FIRST_FRACTION) {
                fields.optionalLong(name);
            } else {
                fields.optionalDouble(name);
            }
        }
        return fields.endRecord();
    }

    private static GenericRecord record(Schema schema, String[] cells) {
        GenericRecord record = new GenericData.Record(schema);
        for (int column = 0; column < cells.length; column++) {
            if (column < FIRST_COUNT) {
                record.put(column, cells[column]);
            } else if (column < FIRST_FRACTION) {
                record.put(column, Long.parseLong(cells[column]));
            } else {
                record.put(column, new BigDecimal(cells[column]).doubleValue());
            }
        }
        return record;
    }
}
