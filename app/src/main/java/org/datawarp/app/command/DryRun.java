package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.author.preview.ReleasePreview;
import org.datawarp.author.source.OfflineFetch;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.producers.discover.Discovered;
import org.datawarp.producers.discover.DiscoveredRelease;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.streams.apply.Reason;

/** Shows what would be loaded. */
final class DryRun {

    private final Settings settings;
    private final List<PublicationManifest> manifests;
    private final Optional<ReleaseName> only;
    private final PrintWriter out;
    private final TextTable table = new TextTable(
            List.of(Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT),
            List.of("publication", "release", "dataset", "rows", "rejected", "totals"));
    private final List<String> problems = new ArrayList<>();

    DryRun(Settings settings, List<PublicationManifest> manifests, Optional<ReleaseName> only, PrintWriter out) {
        this.settings = settings;
        this.manifests = List.copyOf(manifests);
        this.only = only;
        this.out = out;
    }

    int run() throws IOException {
        try (OfflineFetch fetch = OfflineFetch.open(settings)) {
            for (PublicationManifest manifest : manifests) {
                try {
                    show(fetch, manifest);
                } catch (IOException e) {
                    problems.add("%s: %s".formatted(manifest.name(), e.getMessage()));
                }
            }
        }
        out.print(table);
        if (!problems.isEmpty()) {
            out.printf("%nNeeds attention:%n");
            problems.forEach(problem -> out.println("  " + problem));
        }
        out.printf("%nNothing was loaded.%n");
        out.flush();
        return problems.isEmpty() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private void show(OfflineFetch fetch, PublicationManifest manifest) throws IOException {
        Discovered found = fetch.discover(manifest);
        found.skipped().forEach(link -> problems.add("%s: %s".formatted(manifest.name(), link.message())));
        for (DiscoveredRelease release : found.releases()) {
            if (only.isEmpty() || only.get().equals(release.name())) {
                show(manifest, release, fetch.preview(manifest, release));
            }
        }
    }

    private void show(PublicationManifest manifest, DiscoveredRelease release, ReleasePreview preview) {
        long totals = preview.kinds().getOrDefault(RowKind.TOTAL, 0L);
        for (Map.Entry<DatasetName, Long> dataset : preview.counts().entrySet()) {
            table.add(List.of(
                    manifest.name().value(),
                    release.name().value(),
                    dataset.getKey().value(),
                    "%,d".formatted(dataset.getValue()),
                    "%,d".formatted(preview.rejected()),
                    "%,d".formatted(totals)));
        }
        String place = "%s %s: ".formatted(manifest.name(), release.name());
        if (preview.counts().isEmpty()) {
            problems.add(place + "no dataset was found in its files");
        }
        preview.rejections().stream()
                .filter(rejection -> !rejection.reason().equals(Reason.UNDECLARED_HEADING.code()))
                .forEach(rejection -> problems.add(place + rejection));
        preview.unreadable().forEach(file -> problems.add(place + file));
    }
}
