package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.datawarp.schemas.avro.AvroRecord;

/**
 * A few records of one type, with lists and records in them, as a Parquet file. The same records give the same bytes.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the Java record: one row of the file
 */
public final class RecordFile<T extends Record> {

    /** AvroReadSupport's setting, which it names only for Hadoop's configuration. */
    private static final String READ_SCHEMA = "parquet.avro.read.schema";

    private final AvroRecord<T> mapping;

    private RecordFile(AvroRecord<T> mapping) {
        this.mapping = mapping;
    }

    public static <T extends Record> RecordFile<T> of(Class<T> type) {
        return new RecordFile<>(AvroRecord.of(type));
    }

    /** @param metadata for the file's footer */
    public byte[] write(List<T> records, Map<String, String> metadata) throws IOException {
        MemoryFile file = new MemoryFile(new byte[0]);
        ZstdCodecs codecs = new ZstdCodecs();
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(file)
                .withSchema(mapping.schema())
                .withDataModel(new GenericData())
                .withConf(new PlainParquetConfiguration())
                .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
                .withExtraMetaData(metadata)
                .withCodecFactory(codecs)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build()) {
            for (T row : records) {
                writer.write(mapping.toAvro(row));
            }
        } finally {
            codecs.release();
        }
        return file.bytes();
    }

    /** @param bytes as {@link #write} made them; lists that were added to the record since are empty */
    public List<T> read(byte[] bytes) throws IOException {
        List<T> records = new ArrayList<>();
        ZstdCodecs codecs = new ZstdCodecs();
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new MemoryFile(bytes), readAsNow())
                .withDataModel(new GenericData())
                .withCodecFactory(codecs)
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                records.add(mapping.fromAvro(row));
            }
        } finally {
            codecs.release();
        }
        return records;
    }

    private ParquetConfiguration readAsNow() {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.set(READ_SCHEMA, mapping.schema().toString());
        return configuration;
    }

    /** What the file's footer says beside its schema. */
    public static Map<String, String> metadata(byte[] bytes) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdCodecs())
                .build();
        try (ParquetFileReader file = ParquetFileReader.open(new MemoryFile(bytes), options)) {
            return Map.copyOf(file.getFileMetaData().getKeyValueMetaData());
        }
    }
}
