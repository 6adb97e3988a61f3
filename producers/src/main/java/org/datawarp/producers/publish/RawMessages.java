package org.datawarp.producers.publish;

import java.io.IOException;
import java.util.List;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetSource;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.ReleaseClosed;

/** Takes the messages of a release, one after the other. */
@FunctionalInterface
public interface RawMessages {

    /**
     * Takes one.
     *
     * @param key the sheet's id, or the run
     * @param value the message as it is encoded
     */
    void take(String key, RawMessage message, byte[] value) throws IOException;

    /**
     * Reads archived files again, into the messages that sending them would produce: those of the sheets, and finally
     * the release's end.
     *
     * @param of the release, and the run that names the messages
     */
    static void read(SheetSource sheets, List<FetchedFile> files, Members members, Release of, RawMessages to)
            throws IOException {
        SheetMessages messages = new SheetMessages(to, of.run(), ReleasePublisher.MAX_ROW_BYTES);
        for (FetchedFile file : files) {
            read(sheets, file, members, messages);
        }
        ReleaseClosed closed =
                new ReleaseClosed(of.run(), of.publication(), of.name(), messages.sheets(), messages.unreadable());
        to.take(of.run(), closed, messages.encode(closed));
    }

    /** The release of the messages. */
    record Release(String run, PublicationName publication, ReleaseName name) {}

    /** Reads one file and records what cannot be read. */
    static void read(SheetSource sheets, FetchedFile file, Members members, SheetMessages messages) throws IOException {
        messages.begin(file.file());
        try {
            sheets.read(file.path(), file.file().name(), members, messages);
        } catch (UnreadableFileException e) {
            messages.failed(e);
        }
    }
}
