package org.datawarp.producers.read;

import java.io.IOException;
import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;

/**
 * The records of an XLS's workbook stream, one after the other, decrypted if no password is needed. Records that are
 * not needed are skipped unparsed, so damage in a drawing harms no cell. Owned by one reading.
 */
final class BiffStream {

    static final int BOF = 0x0809;
    static final int END = 0x000A;
    private static final int CONTINUE = 0x003C;
    private static final int WRITE_PROTECT = 0x0086;
    private static final int FILE_PASS = 0x002F;
    private static final int HEADER_BYTES = 4;
    private static final int VERSION_8 = 0x0600;
    private static final int WIDE = 0x01;
    private static final int EXTENDED = 0x04;
    private static final int RICH = 0x08;
    private static final int BYTES_A_RUN = 4;

    private final RecordInputStream records;
    private final boolean version8;
    private Charset bytesMean = Charset.forName("windows-1252");

    private BiffStream(RecordInputStream records, boolean version8) {
        this.records = records;
        this.version8 = version8;
    }

    /**
     * Opens the stream and reads the first record, which begins the workbook.
     *
     * @throws UnreadableFileException when it is not a workbook, is of a version before 5, or is locked by a password
     */
    static BiffStream open(DirectoryNode root, String stream, String where) throws IOException {
        DocumentInputStream in = root.createDocumentInputStream(stream);
        RecordInputStream records = new RecordInputStream(in);
        int begin = next(records);
        if (begin != BOF) {
            throw new UnreadableFileException(
                    UnreadableReason.UNSUPPORTED_FORMAT,
                    where,
                    "records of Excel 4 or older in the container of a newer one",
                    "a workbook of Excel 5 or newer; open it in Excel or LibreOffice and save it as XLSX");
        }
        int start = HEADER_BYTES + records.remaining();
        boolean version8 = records.readUShort() == VERSION_8;
        records.readRemainder();
        while (records.hasNextRecord()
                && (records.getNextSid() == WRITE_PROTECT || records.getNextSid() == FILE_PASS)) {
            int record = next(records);
            start += HEADER_BYTES + records.remaining();
            if (record == FILE_PASS) {
                return new BiffStream(decrypted(in, records, version8 ? start : 0, where), version8);
            }
            records.readRemainder();
        }
        return new BiffStream(records, version8);
    }

    /** Workbooks whose structure is protected are encrypted too, with a well-known password. */
    private static RecordInputStream decrypted(
            DocumentInputStream in, RecordInputStream records, int start, String where) throws IOException {
        try {
            if (start > 0) {
                EncryptionInfo key = new FilePassRecord(records).getEncryptionInfo();
                if (key.getDecryptor().verifyPassword(Decryptor.DEFAULT_PASSWORD)) {
                    return new RecordInputStream(in, key, start);
                }
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw locked(where).causedBy(e);
        }
        throw locked(where);
    }

    private static UnreadableFileException locked(String where) {
        return new UnreadableFileException(
                UnreadableReason.ENCRYPTED, where, "a workbook protected with a password", "an open one");
    }

    private static int next(RecordInputStream records) {
        records.nextRecord();
        return Short.toUnsignedInt(records.getSid());
    }

    boolean hasNext() {
        if (records.remaining() > 0) {
            records.readRemainder();
        }
        return records.hasNextRecord();
    }

    /** Moves to the next record and returns its type. */
    int next() {
        return next(records);
    }

    /** Skips to the end of a group of records; the caller has read the record that begins it. */
    void skipToEnd() {
        for (int depth = 1; depth > 0 && hasNext(); ) {
            int record = next();
            depth += record == BOF ? 1 : record == END ? -1 : 0;
        }
    }

    RecordInputStream content() {
        return records;
    }

    void codePage(Charset charset) {
        bytesMean = charset;
    }

    /** A text whose length takes one byte, as sheet names have. */
    String shortText() {
        return text(records.readUByte());
    }

    /** A text whose length takes two bytes. */
    String text() {
        return text(records.readUShort());
    }

    /** A number format's code: its length takes one byte before Excel 97, two bytes since. */
    String formatCode() {
        return version8 ? text() : shortText();
    }

    private String text(int length) {
        if (!version8) {
            byte[] bytes = new byte[length];
            records.readFully(bytes);
            return new String(bytes, bytesMean);
        }
        return length == 0 && records.remaining() == 0 ? "" : unicode(length, records.readUByte());
    }

    /** A text of the shared table, with the data after it; it may continue in the next records. */
    String sharedText() {
        int length = records.readUShort();
        int flags = records.readUByte();
        long behind = (flags & RICH) == 0 ? 0 : (long) BYTES_A_RUN * records.readUShort();
        behind += (flags & EXTENDED) == 0 ? 0 : Integer.toUnsignedLong(records.readInt());
        String text = unicode(length, flags);
        while (behind > 0) {
            byte[] skipped = new byte[(int) Math.min(behind, RecordInputStream.MAX_RECORD_DATA_SIZE)];
            records.readFully(skipped);
            behind -= skipped.length;
        }
        return text;
    }

    /** Whether the current record, or one that continues it, has more. */
    boolean goesOn() {
        return records.remaining() > 0 || (records.hasNextRecord() && records.getNextSid() == CONTINUE);
    }

    private String unicode(int length, int flags) {
        return (flags & WIDE) == 0 ? records.readCompressedUnicode(length) : records.readUnicodeLEString(length);
    }
}
