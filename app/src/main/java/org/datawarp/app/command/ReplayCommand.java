package org.datawarp.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.datawarp.app.progress.EventTopic;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.repair.RejectionCauses;
import org.datawarp.operate.replay.ReplaySession;
import org.datawarp.operate.replay.Replaying;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies a changed manifest to releases that are already loaded. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = "Apply a changed manifest to releases already visible.",
        description =
                "Applies the manifest again to releases, from their raw rows: shows which rows would change and how,"
                        + " then changes them, one release after the other. Nothing is fetched: if the raw topic"
                        + " no longer holds a release, its archived files are read. A release that would be held"
                        + " stays as it is. An interrupted replay leaves nothing behind and continues with the"
                        + " same command.",
        exitCodeList = {"1:a release would be held, or DataWarp does not run"},
        footer = {
            "  ./datawarp replay ae-monthly --dry-run",
            "  ./datawarp replay ae_provider --from 2025-03 --to 2025-05",
            "  ./datawarp replay --rejected 5f0c2a91 --dry-run",
            "docs/replay.md says what a replay guarantees."
        })
final class ReplayCommand implements Callable<Integer>, Destructive {

    @Mixin
    private SettingsOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "<publication|dataset>",
            description = "Such as ae-monthly, or one of its datasets; may be left out with --rejected.")
    private @Nullable String name;

    @Mixin
    private ReleaseOptions releases;

    @Option(
            names = "--rejected",
            paramLabel = "<cause>",
            description = "Only releases that have rejections with this cause, as ./datawarp rejections names it.")
    private @Nullable String rejected;

    @Option(
            names = "--manifest",
            paramLabel = "<file>",
            description = "A dataset manifest to use in place of the one in the folder. It is written to the folder,"
                    + " except in a dry run.")
    private @Nullable Path file;

    @Option(
            names = "--atomic",
            description =
                    "All releases become visible together, in one transaction and one catalogue version, or none.")
    private boolean atomic;

    @Option(names = "--dry-run", description = "Only show; change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = options.read();
        PublicationManifest named = name == null ? null : PublicationChoice.with(name, settings);
        if (named == null && rejected == null) {
            throw new UserException(
                    ExitCode.INVALID, "Name a publication or a dataset, or a cause with --rejected <cause>");
        }
        Endpoints endpoints = RunningDatawarp.endpoints(settings);
        List<PublicationManifest> among =
                named == null ? PublicationManifest.readAll(settings.manifests()) : List.of(named);
        Choice choice = choose(endpoints, among, named);
        PublicationManifest after = mended(choice.manifest());
        after.checkReaders(settings.manifests());
        try (EventTopic events = new EventTopic(endpoints.kafkaProperties());
                Replaying replaying = new Replaying(out(), ReplaySession.of(settings, endpoints, events, out()))) {
            return replaying.run(choice.releases(), choice.manifest(), after, mode()) ? ExitCode.OK : ExitCode.PROBLEM;
        }
    }

    private Replaying.Mode mode() {
        if (dryRun) {
            return Replaying.Mode.SHOW;
        }
        return atomic ? Replaying.Mode.TOGETHER : Replaying.Mode.EACH;
    }

    private record Choice(PublicationManifest manifest, List<ReleaseStatus> releases) {}

    /** @param among where to look for the cause */
    private Choice choose(Endpoints endpoints, List<PublicationManifest> among, @Nullable PublicationManifest named) {
        try (Published published = Published.of(endpoints)) {
            String cause = rejected;
            if (cause == null && named != null) {
                return new Choice(named, releases.choose(published.releases(), named));
            }
            RejectionCauses.Found found = RejectionCauses.read(
                            endpoints.kafkaProperties(),
                            published.releases(),
                            among.stream().map(PublicationManifest::name).toList())
                    .find(String.valueOf(cause))
                    .orElseThrow(() -> new UserException(
                            ExitCode.PROBLEM,
                            "Found no single cause %s: ./datawarp rejections lists them".formatted(cause)));
            PublicationManifest manifest = among.stream()
                    .filter(one -> one.name().equals(found.publication()))
                    .findFirst()
                    .orElseThrow();
            List<ReleaseStatus> holding = releases.choose(published.releases(), manifest).stream()
                    .filter(release -> found.releases().contains(release.release()))
                    .toList();
            return new Choice(manifest, holding);
        }
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

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
