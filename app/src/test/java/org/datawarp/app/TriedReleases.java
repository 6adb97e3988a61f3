package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.author.preview.ReleasePreview;
import org.datawarp.author.source.OfflineFetch;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.schemas.manifest.PublicationManifest;

/** What loading the manifests of a folder would give, without loading it. */
final class TriedReleases {

    private TriedReleases() {}

    /**
     * Applies each manifest to each of its releases; nothing may be rejected, and no file unreadable.
     *
     * @param settings besides data directory and manifests, which are {@code data} and {@code manifests} in the folder
     * @return {@code <release> <vintage or -> <dataset> <rows>}, by publication, release and dataset
     */
    static List<String> of(Path folder, Map<Setting, String> settings) throws IOException {
        Settings read = SettingsReader.read(
                settings,
                Map.of(
                        Setting.DATAWARP_DATA_DIR.name(),
                        folder.resolve("data").toString(),
                        Setting.DATAWARP_MANIFESTS.name(),
                        folder.resolve("manifests").toString()),
                folder);
        List<String> tried = new ArrayList<>();
        try (OfflineFetch fetch = OfflineFetch.open(read)) {
            for (PublicationManifest manifest : PublicationManifest.readAll(read.manifests())) {
                for (DiscoveredRelease release : fetch.discover(manifest).releases()) {
                    ReleasePreview preview = fetch.preview(manifest, release);
                    assertThat(preview.rejected()).as(release.name().value()).isZero();
                    assertThat(preview.unreadable()).as(release.name().value()).isEmpty();
                    String vintage = release.vintage().isEmpty() ? "-" : release.vintage();
                    preview.counts().entrySet().stream()
                            .map(rows ->
                                    "%s %s %s %d".formatted(release.name(), vintage, rows.getKey(), rows.getValue()))
                            .sorted()
                            .forEach(tried::add);
                }
            }
        }
        return tried;
    }
}
