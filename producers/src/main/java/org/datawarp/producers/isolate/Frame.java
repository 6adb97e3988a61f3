package org.datawarp.producers.isolate;

import java.io.IOException;
import java.io.StreamCorruptedException;

/** The kinds of frames between the two processes. The order is the wire format. */
enum Frame {
    /** To the reading process: a file, its name and the wanted members. */
    READ,
    /** From it: a sheet begins. */
    OPENED,
    ROW,
    CLOSED,
    /** A member cannot be read. */
    UNREADABLE,
    /** The file was read to its end. */
    DONE,
    /** The file cannot be read. */
    REFUSED,
    /** The disk failed, or something else that is not the file's fault. */
    FAILED,
    /** The process is ready for its first file. */
    READY;

    private static final Frame[] ALL = values();

    static Frame of(int code) throws IOException {
        if (code < 0 || code >= ALL.length) {
            throw new StreamCorruptedException("Cannot understand the reading process: found a frame of kind " + code);
        }
        return ALL[code];
    }
}
