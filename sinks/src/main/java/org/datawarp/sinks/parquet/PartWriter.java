package org.datawarp.sinks.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to one Parquet file. The same rows give the same bytes.
 *
 * <p>Owned by one thread. Closing without {@link #finish} leaves nothing behind.
 */
public final class PartWriter implements Closeable {

    /** Of encoded columns in memory, before compression. */
    static final long GROUP_BYTES = 32L << 20;

    private final Path file;
    private final ZstdCodecs codecs = new ZstdCodecs();
    private final ParquetWriter<List<@Nullable Object>> writer;
    private final PeriodCounter periods = new PeriodCounter();
    private long rows;
    private boolean closed;

    /** @param file replaced if it exists */
    public PartWriter(Path file, PartColumns columns) throws IOException {
        this(file, columns, FoldLimits.DEFAULT.groupRows());
    }

    /**
     * @param file replaced if it exists
     * @param groupRows how many rows a row group has at most
     */
    PartWriter(Path file, PartColumns columns, int groupRows) throws IOException {
        this.file = file;
        this.writer = new Builder(file, columns)
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCodecFactory(codecs)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(GROUP_BYTES)
                .withRowGroupRowCountLimit(groupRows)
                .build();
    }

    /** @param row its values in the order of the columns */
    public void write(List<@Nullable Object> row) throws IOException {
        periods.add(row);
        writer.write(row);
        rows++;
    }

    public long rows() {
        return rows;
    }

    /** How large the file is so far; the last group counts uncompressed. */
    public long bytes() {
        return writer.getDataSize();
    }

    /** Ends the file and says what is in it. */
    public LocalPart finish() throws IOException {
        shut();
        return LocalPart.of(file, rows, periods.toList());
    }

    private void shut() throws IOException {
        closed = true;
        try {
            writer.close();
        } finally {
            codecs.release();
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            shut();
            Files.deleteIfExists(file);
        }
    }

    /** Names our write support; everything else is set by name. */
    private static final class Builder extends ParquetWriter.Builder<List<@Nullable Object>, Builder> {

        private final PartColumns columns;

        Builder(Path file, PartColumns columns) {
            super(new LocalOutputFile(file));
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Unused, but still abstract. */
        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(Configuration configuration) {
            return new RowWriteSupport(columns);
        }

        @Override
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(ParquetConfiguration configuration) {
            return new RowWriteSupport(columns);
        }
    }
}
