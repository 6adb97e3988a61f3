package org.datawarp.producers.isolate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.producers.read.FileReader;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.ReadLimits;
import org.datawarp.producers.read.UnreadableFileException;

/**
 * The reading process: reads the files named on its standard input, one after the other, and ends when the input ends.
 */
public final class ReadingMain {

    private static final int BUFFER_BYTES = 1 << 16;

    private ReadingMain() {}

    /** @param arguments the folder for unpacked files, which only this process uses */
    public static void main(String[] arguments) throws IOException {
        FileOutputStream answers = new FileOutputStream(FileDescriptor.out);
        // What a library prints must not get between the frames.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER_BYTES));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers, BUFFER_BYTES));
        FileReader reader = new FileReader(Path.of(arguments[0]), ReadLimits.DEFAULT);
        new FrameSink(out).ready();
        while (isAsked(in)) {
            answer(reader, in, new FrameSink(out));
        }
    }

    private static boolean isAsked(DataInputStream in) throws IOException {
        try {
            return Frame.of(in.readByte()) == Frame.READ;
        } catch (EOFException e) {
            return false;
        }
    }

    private static void answer(FileReader reader, DataInputStream in, FrameSink sink) throws IOException {
        Path file = Path.of(Wire.readText(in));
        String fileName = Wire.readText(in);
        List<String> globs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            globs.add(Wire.readText(in));
        }
        try {
            reader.read(file, fileName, new Members(globs), sink);
            sink.done();
        } catch (UnreadableFileException e) {
            sink.refused(e);
        } catch (IOException | RuntimeException e) {
            sink.failed(e);
        }
    }
}
