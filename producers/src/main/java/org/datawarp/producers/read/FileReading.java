package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** One file while it is read: unpacks it if needed, and passes it to the reader of its format. One thread. */
final class FileReading {

    static final String READABLE = "XLSX, XLSB, XLS, ODS, CSV, HTML with a table, or a ZIP of those";

    private final Map<FileFormat, SheetReader> readers;
    private final ReadLimits limits;
    private final WorkFiles workFiles;
    private final Predicate<String> members;
    private final SheetSink sink;

    FileReading(FileReader reader, WorkFiles workFiles, Predicate<String> members, SheetSink sink) {
        this.readers = reader.readers();
        this.limits = reader.limits();
        this.workFiles = workFiles;
        this.members = members;
        this.sink = sink;
    }

    /**
     * The place of a file within the published one.
     *
     * @param name without folders
     * @param member empty for the published file itself
     * @param zips how many ZIPs contain it
     * @param gunzipped whether it was just unpacked from a gzip file
     */
    private record Place(String name, String member, int zips, boolean gunzipped) {

        Place unzipped(String inner) {
            String path = member.isEmpty() ? inner : member + "!" + inner;
            return new Place(inner.substring(inner.lastIndexOf('/') + 1), path, zips + 1, false);
        }

        Place ungzipped() {
            boolean named = name.toLowerCase(Locale.ROOT).endsWith(".gz");
            return new Place(named ? name.substring(0, name.length() - 3) : name, member, zips, true);
        }
    }

    void read(Path file, String fileName) throws IOException {
        read(file, new Place(fileName, "", 0, false), FileFormat.of(file, fileName, limits));
    }

    private void read(Path file, Place place, FileFormat format) throws IOException {
        SheetReader reader = readers.get(format);
        if (reader != null) {
            reader.read(file, place.name(), to(place));
        } else if (format == FileFormat.GZIP) {
            gunzip(file, place);
        } else if (format == FileFormat.ENCRYPTED) {
            unlock(file, place);
        } else if (format == FileFormat.MHTML) {
            readPages(file, place);
        } else if (format == FileFormat.ZIP) {
            unzip(file, place);
        } else {
            throw new UnreadableFileException(
                    format.unreadable().orElseThrow(), place.name(), format.words(), READABLE);
        }
    }

    private SheetSink to(Place place) {
        return place.member().isEmpty() ? sink : new MemberSink(sink, place.member());
    }

    private void gunzip(Path file, Place place) throws IOException {
        if (place.gunzipped()) {
            throw new UnreadableFileException(
                    UnreadableReason.UNSUPPORTED_FORMAT,
                    place.name(),
                    "a gzip file within a gzip file",
                    "one around the data");
        }
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = Reading.open(place.name(), "a gzip file", () -> new GZIPInputStream(in, 1 << 16));
                WorkFiles.WorkFile unpacked = workFiles.unpack(plain, place.name())) {
            Place inner = place.ungzipped();
            read(unpacked.path(), inner, FileFormat.of(unpacked.path(), inner.name(), limits));
        }
    }

    private void readPages(Path file, Place place) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream pages = Reading.open(place.name(), "a whole web archive", () -> new MhtmlPages(in));
                WorkFiles.WorkFile page = workFiles.unpack(pages, place.name())) {
            SheetReader html = Objects.requireNonNull(readers.get(FileFormat.HTML));
            html.read(page.path(), place.name(), to(place));
        }
    }

    /** Workbooks with only their structure protected are encrypted too, with a well-known password. */
    private void unlock(Path file, Place place) throws IOException {
        try (LockedPackage locked = LockedPackage.open(file, place.name());
                InputStream plain = locked.plain();
                WorkFiles.WorkFile unlocked = workFiles.unpack(plain, place.name())) {
            FileFormat inner = FileFormat.of(unlocked.path(), place.name(), limits);
            SheetReader reader = readers.get(inner);
            if (reader == null) {
                throw new UnreadableFileException(
                        UnreadableReason.NOT_A_WORKBOOK, place.name(), inner.words() + " under encryption", READABLE);
            }
            reader.read(unlocked.path(), place.name(), to(place));
        }
    }

    private void unzip(Path file, Place place) throws IOException {
        if (place.zips() == limits.depth()) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    place.name(),
                    "a ZIP within " + place.zips() + " others",
                    "at most " + limits.depth() + " in all");
        }
        new ZipReader(limits, workFiles).read(file, place.name(), new ZipReader.Members() {

            @Override
            public boolean wanted(String name) {
                return selected(name) || name.toLowerCase(Locale.ROOT).endsWith(".zip");
            }

            /** A ZIP is opened for the members that it may hold, even if the ZIP itself is not wanted. */
            @Override
            public void read(String name, Path unpacked) throws IOException {
                Place inner = place.unzipped(name);
                FileFormat format = FileFormat.of(unpacked, inner.name(), limits);
                if (format == FileFormat.ZIP || selected(name)) {
                    FileReading.this.read(unpacked, inner, format);
                }
            }

            @Override
            public void unreadable(String name, UnreadableFileException reason) throws IOException {
                sink.unreadable(place.unzipped(name).member(), reason);
            }

            private boolean selected(String name) {
                return members.test(place.unzipped(name).member());
            }
        });
    }
}
