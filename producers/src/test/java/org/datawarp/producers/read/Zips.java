package org.datawarp.producers.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a ZIP entry by entry, so that its headers can be wrong. */
public final class Zips {

    private static final int ENCRYPTED_FLAG = 0x0001;
    private static final int UTF_8_FLAG = 0x0800;
    private static final int DEFLATED = 8;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    public Zips entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Zips entry(String name, byte[] bytes) {
        return write(name.getBytes(StandardCharsets.UTF_8), UTF_8_FLAG, deflated(bytes), header(bytes));
    }

    /** Under a name in an encoding that the entry does not declare. */
    Zips entry(byte[] name, byte[] bytes) {
        return write(name, 0, deflated(bytes), header(bytes));
    }

    Zips encrypted(String name) {
        return write(name.getBytes(StandardCharsets.UTF_8), ENCRYPTED_FLAG, new byte[50], new int[] {0, 38});
    }

    /** With content that is not deflated data. */
    Zips damaged(String name) {
        return write(name.getBytes(StandardCharsets.UTF_8), 0, new byte[] {7, 7, 7, 7}, new int[] {0, 100});
    }

    /** With a wrong checksum. */
    Zips altered(String name, byte[] bytes) {
        return write(name.getBytes(StandardCharsets.UTF_8), 0, deflated(bytes), new int[] {1, bytes.length});
    }

    /** With a wrong size. */
    Zips lying(String name, byte[] bytes, int size) {
        return write(name.getBytes(StandardCharsets.UTF_8), 0, deflated(bytes), new int[] {header(bytes)[0], size});
    }

    /** More entries with the content that was written last. */
    Zips again(String name, int times) throws IOException {
        byte[] last = directory.toByteArray();
        ByteBuffer header = littleEndian(46).put(last, 0, 46);
        int offset = header.getInt(42);
        for (int i = 0; i < times; i++) {
            byte[] bytes = (name + i).getBytes(StandardCharsets.UTF_8);
            header.putShort(28, (short) bytes.length).putInt(42, offset);
            directory.write(bytes(header));
            directory.write(bytes);
            count++;
        }
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        zip.writeBytes(content.toByteArray());
        zip.writeBytes(directory.toByteArray());
        zip.writeBytes(bytes(littleEndian(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(directory.size())
                .putInt(content.size())
                .putShort((short) 0)));
        return zip.toByteArray();
    }

    /** @param crcAndSize as the headers claim */
    private Zips write(byte[] name, int flags, byte[] packed, int[] crcAndSize) {
        int offset = content.size();
        ByteBuffer common = littleEndian(26)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) DEFLATED)
                .putInt(0)
                .putInt(crcAndSize[0])
                .putInt(packed.length)
                .putInt(crcAndSize[1])
                .putShort((short) name.length)
                .putShort((short) 0);
        content.writeBytes(bytes(littleEndian(4).putInt(0x04034b50)));
        content.writeBytes(bytes(common));
        content.writeBytes(name);
        content.writeBytes(packed);
        directory.writeBytes(bytes(littleEndian(6).putInt(0x02014b50).putShort((short) 20)));
        directory.writeBytes(bytes(common));
        directory.writeBytes(bytes(littleEndian(14).putInt(10, offset)));
        directory.writeBytes(name);
        count++;
        return this;
    }

    private static int[] header(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return new int[] {(int) crc.getValue(), bytes.length};
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer all) {
        byte[] bytes = new byte[all.capacity()];
        all.get(0, bytes);
        return bytes;
    }
}
