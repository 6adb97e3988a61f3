package org.datawarp.producers.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reading one file: distinguishes faults of the file from those of the disk and of the sink. */
interface Reading {

    void to(SheetSink sink) throws IOException, XMLStreamException;

    /**
     * Runs the reading. What parsers throw becomes {@code malformed}; what the sink throws passes through.
     *
     * @param expected what the file should have been, such as {@code an XLSX workbook}
     */
    static void run(String where, String expected, SheetSink sink, Reading reading) throws IOException {
        try {
            reading.to(new GuardedSink(sink));
        } catch (GuardedSink.SinkFailure e) {
            throw e.unwrapped();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (XMLStreamException | ZipException | EOFException | CharacterCodingException | RuntimeException e) {
            throw meaning(where, expected, e);
        }
    }

    /** Opens a part of the file: anything that the parser throws is damage. */
    static <T> T open(String where, String expected, Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw meaning(where, expected, e);
        }
    }

    /** Opens a file, or a part of one. */
    interface Opening<T> {
        T open() throws IOException;
    }

    /** What an exception of a parser means: damage, unless its cause is known more exactly. */
    static IOException meaning(String where, String expected, Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableFileException known) {
                return known;
            }
            // The reading thread was interrupted: not the file's fault.
            if (cause instanceof ClosedChannelException || cause instanceof InterruptedIOException) {
                return (IOException) cause;
            }
        }
        return new UnreadableFileException(
                        UnreadableReason.MALFORMED,
                        where,
                        "damage (" + inOneLine(fault) + ")",
                        expected + ", undamaged")
                .causedBy(fault);
    }

    private static String inOneLine(Exception fault) {
        @Nullable String message = fault.getMessage();
        if (message == null || message.isBlank()) {
            return fault.getClass().getSimpleName();
        }
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
