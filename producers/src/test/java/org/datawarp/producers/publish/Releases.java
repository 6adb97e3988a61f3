package org.datawarp.producers.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.producers.Manifests;
import org.datawarp.producers.read.Members;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.PublishedFile;

/** Releases for tests: each text is a file. */
final class Releases {

    static final Instant FETCHED = Instant.parse("2025-11-20T09:00:00Z");

    private Releases() {}

    static FetchedRelease march(Path folder, String... texts) throws IOException {
        ManifestText text = Manifests.text("https://stats.example/visits/", "mode: discover\ninclude: ['*.csv']");
        List<FetchedFile> files = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            Path path = Files.writeString(folder.resolve("file-" + i), texts[i]);
            files.add(new FetchedFile(file(i, Files.size(path)), path));
        }
        return new FetchedRelease(
                new ManifestReader().read(text),
                text,
                new ReleaseName("2025-03"),
                Period.month(YearMonth.of(2025, 3)),
                "revised",
                "https://stats.example/visits/",
                Members.ALL,
                files);
    }

    static PublishedFile file(int number, long bytes) {
        return new PublishedFile(
                new FileDigest("%064x".formatted(number)),
                "file-%d.csv".formatted(number),
                "https://stats.example/visits/file-%d.csv".formatted(number),
                bytes,
                FETCHED);
    }
}
