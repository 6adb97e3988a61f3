package org.datawarp.sinks.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.datawarp.schemas.change.ChangeColumn;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part's rows in order. Owned and closed by one thread.
 */
public final class PartReader implements Closeable {

    private final ZstdCodecs codecs = new ZstdCodecs();
    private final ParquetFileReader file;
    private final MessageColumnIO columnIo;
    private final RowMaterializer materializer;
    private @Nullable RecordReader<List<@Nullable Object>> group;
    private long leftInGroup;

    /** @param columns those of the rows: null if the part lacks one, widened if it has a narrower one */
    public PartReader(Path path, PartColumns columns) throws IOException {
        this.file = open(path, codecs);
        MessageType schema = file.getFileMetaData().getSchema();
        List<Type> wanted = schema.getFields().stream()
                .filter(field -> columns.position(field.getName()) != null)
                .toList();
        MessageType requested = new MessageType(schema.getName(), wanted);
        file.setRequestedSchema(requested);
        this.columnIo = new ColumnIOFactory().getColumnIO(requested, schema);
        this.materializer = new RowMaterializer(columns, requested);
    }

    static ParquetFileReader open(Path path, ZstdCodecs codecs) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(codecs)
                .build();
        return ParquetFileReader.open(new LocalFile(path), options);
    }

    /** The columns that a part has. */
    public static PartColumns columnsOf(Path path) throws IOException {
        try (ParquetFileReader file = open(path, new ZstdCodecs())) {
            return PartColumns.of(file.getFileMetaData().getSchema().getFields().stream()
                    .map(field -> new ChangeColumn(field.getName(), PartSchema.columnType(field)))
                    .toList());
        }
    }

    /** The row groups that a part has, in order. */
    static List<BlockMetaData> groupsOf(Path path) throws IOException {
        try (ParquetFileReader file = open(path, new ZstdCodecs())) {
            return List.copyOf(file.getRowGroups());
        }
    }

    /** The row groups, in order. */
    List<BlockMetaData> groups() {
        return file.getRowGroups();
    }

    /** Whether the part has exactly the given columns, so that its row groups can be kept. */
    boolean isOf(PartColumns columns) {
        return file.getFileMetaData().getSchema().equals(PartSchema.of(columns));
    }

    /** Skips the next row group; the one before it must have been read to its end. */
    void skipGroup() {
        file.skipNextRowGroup();
    }

    /** The next row, which the caller may change; null after the last. */
    public @Nullable List<@Nullable Object> read() throws IOException {
        while (leftInGroup == 0) {
            PageReadStore pages = file.readNextRowGroup();
            if (pages == null) {
                return null;
            }
            leftInGroup = pages.getRowCount();
            group = columnIo.getRecordReader(pages, materializer);
        }
        leftInGroup--;
        return group == null ? null : group.read();
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            codecs.release();
        }
    }
}
