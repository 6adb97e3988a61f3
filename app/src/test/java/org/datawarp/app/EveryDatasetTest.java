package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.datawarp.author.source.OfflineFetch;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code manifests/}: its sample is found on its page, and read through its manifest gives what is in
 * {@code expected/sample.json}. A new folder needs no line here.
 */
class EveryDatasetTest {

    @TempDir
    private Path data;

    static List<String> publications() {
        return BundledManifests.with("sample").stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publications")
    void givesWhatItsSampleHolds(String publication) throws IOException {
        Settings settings = SettingsReader.read(
                Map.of(Setting.DATAWARP_DATA_DIR, data.toString(), Setting.DATAWARP_SOURCE, "samples"),
                Map.of(),
                BundledManifests.FOLDER.resolve(".."));

        verify(settings, publication, "sample.json");
    }

    /** Reads every release that is found, and compares it. */
    static void verify(Settings settings, String publication, String expectedFile) throws IOException {
        PublicationManifest manifest = PublicationManifest.readAll(settings.manifests()).stream()
                .filter(one -> one.name().value().equals(publication))
                .findFirst()
                .orElseThrow();
        ExpectedReleases expected = ExpectedReleases.read(
                settings.manifests().resolve(publication).resolve("expected").resolve(expectedFile));
        try (OfflineFetch fetch = OfflineFetch.open(settings)) {
            Discovered found = fetch.discover(manifest);

            assertThat(found.releases())
                    .extracting(release -> release.name().value())
                    .containsExactlyInAnyOrderElementsOf(expected.names());
            for (DiscoveredRelease release : found.releases()) {
                String name = release.name().value();
                PreviewedRelease previewed = new PreviewedRelease(manifest.manifest(), expected.of(name));
                previewed.verify(name, fetch.preview(manifest, release, previewed::isExpected));
            }
        }
    }
}
