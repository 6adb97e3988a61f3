package org.datawarp.operate.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.platform.setting.Settings;
import org.datawarp.producers.fetch.Archive;
import org.datawarp.producers.isolate.IsolatedReader;
import org.datawarp.producers.isolate.IsolationLimits;
import org.datawarp.producers.publish.FetchedFile;
import org.datawarp.producers.publish.RawMessages;
import org.datawarp.producers.read.Members;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;
import org.datawarp.streams.replay.RawSource;
import org.datawarp.streams.replay.RawVisitor;

/** Reads a release again from the archive of fetched files, when the raw topic does not hold it. Nothing is fetched. */
final class ArchivedFiles implements RawSource {

    private final Settings settings;

    ArchivedFiles(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void read(ReleaseStatus release, ReplayRefusedException missing, RawVisitor visitor) {
        try {
            Path data = settings.dataDirectory();
            List<FetchedFile> files = files(release, Archive.in(data.resolve("archive")));
            Optional<PublicationManifest> manifest = PublicationManifest.named(
                    PublicationManifest.readAll(settings.manifests()),
                    release.publication().value());
            if (files.size() < release.files().size() || files.isEmpty() || manifest.isEmpty()) {
                throw missing;
            }
            Members members =
                    new Members(manifest.get().manifest().publication().files().members());
            RawMessages.Release of = new RawMessages.Release(release.run(), release.publication(), release.release());
            try (IsolatedReader reader = new IsolatedReader(data.resolve("work"), IsolationLimits.DEFAULT)) {
                RawMessages.read(
                        reader,
                        files,
                        members,
                        of,
                        (key, message, value) -> visitor.visit(key, message, RowCodec.checksum(value)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read the archived files of %s %s".formatted(release.publication(), release.release()), e);
        }
    }

    /** Those that are there; a file is known by its digest and its length. */
    private static List<FetchedFile> files(ReleaseStatus release, Archive archive) throws IOException {
        List<FetchedFile> there = new ArrayList<>();
        for (PublishedFile file : release.files()) {
            if (archive.holds(file.digest(), file.bytes())) {
                there.add(new FetchedFile(file, archive.path(file.digest())));
            }
        }
        return there;
    }
}
