package org.datawarp.producers.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Writes a workbook of Excel 2 to 5 record by record, because libraries no longer do. */
final class OldBiff {

    private static final int VERSION_5 = 0x0500;

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

    static Content bytes() {
        return new Content();
    }

    OldBiff begin(int type) {
        return record(0x0809, bytes().number(VERSION_5).number(type).number(0).number(0));
    }

    /** Of Excel 2, 3 or 4. */
    OldBiff begin(int version, int type) {
        return record(
                (version == 2 ? 0 : version == 3 ? 0x0200 : 0x0400) | 0x09,
                bytes().number(version).number(type));
    }

    OldBiff end() {
        return record(0x000A, bytes());
    }

    OldBiff record(int id, Content content) {
        byte[] bytes = content.bytes.toByteArray();
        stream.writeBytes(littleEndian(4)
                .putShort((short) id)
                .putShort((short) bytes.length)
                .array());
        stream.writeBytes(bytes);
        return this;
    }

    /** The records without a container, as before Excel 5. */
    Path writeBare(Path file) throws IOException {
        return Files.write(file, stream.toByteArray());
    }

    Path write(Path file) throws IOException {
        // Streams shorter than a sector block are stored differently; real workbooks are longer.
        stream.writeBytes(new byte[Math.max(0, 5000 - stream.size())]);
        try (POIFSFileSystem ole2 = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            ole2.createDocument(new ByteArrayInputStream(stream.toByteArray()), "Book");
            ole2.writeFilesystem(out);
        }
        return file;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The content of a record. */
    static final class Content {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        /** Two bytes. */
        Content number(int value) {
            bytes.writeBytes(littleEndian(2).putShort((short) value).array());
            return this;
        }

        /** Eight bytes. */
        Content number(double value) {
            bytes.writeBytes(littleEndian(8).putDouble(value).array());
            return this;
        }

        Content raw(int... values) {
            for (int value : values) {
                bytes.write(value);
            }
            return this;
        }

        Content shortText(String text) {
            bytes.write(text.length());
            bytes.writeBytes(text.getBytes(Charset.forName("windows-1252")));
            return this;
        }

        Content text(String text) {
            number(text.length());
            bytes.writeBytes(text.getBytes(Charset.forName("windows-1252")));
            return this;
        }
    }
}
