package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.platform.PublicationManifest;
import org.datawarp.app.platform.Published;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.app.repair.Mending;
import org.datawarp.app.repair.Replaying;
import org.datawarp.app.setting.Settings;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.streams.postgres.ReleaseStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies a mended manifest to releases that are loaded already. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Applies the manifest to releases again, from their raw rows: shows which rows change and how, then"
                        + " has them change, one release after the other. Nothing is fetched. A release that would be held stays"
                        + " as it is.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:a release would be held, or DataWarp does not run",
            "2:a manifest, a setting or the command line is wrong"
        },
        footer = {
            "",
            "Examples:",
            "  ./datawarp replay ae-monthly --dry-run",
            "  ./datawarp replay ae_provider --from 2025-01 --to 2025-06"
        })
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(paramLabel = "<publication|dataset>", description = "As ae-monthly, or one of its datasets.")
    private String name;

    @Option(names = "--release", paramLabel = "<release>", description = "One release, as 2025-03.")
    private @Nullable String release;

    @Option(names = "--from", paramLabel = "<release>", description = "The first release, inclusive.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "<release>", description = "The last release, inclusive.")
    private @Nullable String to;

    @Option(
            names = "--manifest",
            paramLabel = "<file>",
            description = "A dataset's manifest to use in place of the one in the folder; it is written there, unless"
                    + " this is a dry run.")
    private @Nullable Path file;

    @Option(names = "--dry-run", description = "Only show; change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read();
        PublicationManifest before = manifest(settings);
        PublicationManifest after = mended(before);
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        List<ReleaseStatus> releases = releases(endpoints, before);
        if (releases.isEmpty()) {
            throw new UserException(
                    ExitCode.PROBLEM,
                    "Found no loaded release of %s among those named: ./datawarp status shows them"
                            .formatted(before.name()));
        }
        try (EventTopic events = new EventTopic(endpoints.kafkaProperties());
                Replaying replaying = new Replaying(out(), Mending.of(settings, endpoints, events, out()))) {
            return replaying.run(releases, before, after, dryRun) ? ExitCode.OK : ExitCode.PROBLEM;
        }
    }

    private PublicationManifest manifest(Settings settings) throws IOException {
        return PublicationManifest.readAll(settings.manifests()).stream()
                .filter(manifest -> manifest.name().value().equals(name)
                        || manifest.manifest().datasets().stream()
                                .anyMatch(dataset -> dataset.name().value().equals(name)))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        ExitCode.INVALID,
                        "There is no publication and no dataset %s in %s".formatted(name, settings.manifests())));
    }

    private PublicationManifest mended(PublicationManifest manifest) throws IOException {
        Path other = file;
        if (other == null) {
            return manifest;
        }
        if (!Files.isRegularFile(other)) {
            throw new UserException(ExitCode.INVALID, "Cannot read %s: found no such file".formatted(other));
        }
        SortedMap<String, String> files = new TreeMap<>(manifest.text().files());
        files.put(other.getFileName().toString(), Files.readString(other));
        ManifestText text = new ManifestText(files);
        return new PublicationManifest(new ManifestReader().read(text), text);
    }

    private List<ReleaseStatus> releases(Endpoints endpoints, PublicationManifest manifest) {
        try (Published published = Published.of(endpoints)) {
            List<ReleaseStatus> all = published.releases().finished(manifest.name());
            int first = from == null ? 0 : indexOf(all, from);
            int last = to == null ? all.size() - 1 : indexOf(all, to);
            return all.subList(first, Math.max(first, last + 1)).stream()
                    .filter(status ->
                            release == null || status.release().value().equals(release))
                    .toList();
        }
    }

    private static int indexOf(List<ReleaseStatus> all, String release) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).release().value().equals(release)) {
                return i;
            }
        }
        throw new UserException(ExitCode.INVALID, "There is no loaded release %s".formatted(release));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
