package org.datawarp.sinks.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard for Parquet, straight from its library: Parquet's own codecs need Hadoop. Owned by one reader or writer.
 */
final class ZstdCodecs implements CompressionCodecFactory {

    /** Higher levels take longer and gain little on pages that dictionaries have made small. */
    private static final int LEVEL = 3;

    private @Nullable ZstdCompressCtx compression;
    private @Nullable ZstdDecompressCtx decompression;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return new Compressor(name);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return new Decompressor(name);
    }

    @Override
    public void release() {
        if (compression != null) {
            compression.close();
            compression = null;
        }
        if (decompression != null) {
            decompression.close();
            decompression = null;
        }
    }

    private byte[] compress(byte[] bytes) {
        if (compression == null) {
            compression = new ZstdCompressCtx();
            compression.setLevel(LEVEL);
        }
        return compression.compress(bytes);
    }

    private byte[] decompress(byte[] bytes, int size) {
        if (decompression == null) {
            decompression = new ZstdDecompressCtx();
        }
        return decompression.decompress(bytes, size);
    }

    private static byte[] bytesOf(BytesInput input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(input.size()));
        input.writeAllTo(out);
        return out.toByteArray();
    }

    private static IOException unknown(CompressionCodecName name) {
        return new IOException("Cannot read a part compressed with %s: expected ZSTD or UNCOMPRESSED".formatted(name));
    }

    private final class Compressor implements BytesInputCompressor {

        private final CompressionCodecName name;

        Compressor(CompressionCodecName name) {
            this.name = name;
        }

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            return switch (name) {
                case UNCOMPRESSED -> bytes;
                case ZSTD -> BytesInput.from(ZstdCodecs.this.compress(bytesOf(bytes)));
                default -> throw unknown(name);
            };
        }

        @Override
        public CompressionCodecName getCodecName() {
            return name;
        }

        @Override
        public void release() {}
    }

    private final class Decompressor implements BytesInputDecompressor {

        private final CompressionCodecName name;

        Decompressor(CompressionCodecName name) {
            this.name = name;
        }

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return switch (name) {
                case UNCOMPRESSED -> bytes;
                case ZSTD -> BytesInput.from(ZstdCodecs.this.decompress(bytesOf(bytes), size));
                default -> throw unknown(name);
            };
        }

        @Override
        public void decompress(ByteBuffer from, int compressed, ByteBuffer to, int size) throws IOException {
            byte[] bytes = new byte[compressed];
            from.get(bytes);
            to.put(bytesOf(decompress(BytesInput.from(bytes), size)));
        }

        @Override
        public void release() {}
    }
}
