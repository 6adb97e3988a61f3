package org.datawarp.operate.repair;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.operate.repair.ApplyingManifests.WorthReplaying;
import org.datawarp.schemas.manifest.ManifestText;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStatus;

/** Shows what has changed in manifests, and what to do about releases that were read before. */
final class ManifestReport {

    private final PrintWriter out;

    ManifestReport(PrintWriter out) {
        this.out = out;
    }

    /** @param before the version in force; empty when there is none yet */
    void print(Optional<PublicationManifest> before, PublicationManifest after) {
        if (before.isEmpty()) {
            out.printf("%n%s is new: its releases are fetched at the next look.%n", after.name());
            return;
        }
        ChangedManifest change = new ChangedManifest(before.get(), after, List.of(), List.of());
        out.printf(
                "%n%s, version %s in place of %s%n",
                after.name(),
                after.manifest().version(),
                before.get().manifest().version());
        for (String file : change.changedFiles()) {
            out.printf("  %s%n", file);
            change.diff(file).forEach(line -> out.println("    " + line));
        }
        before.get().text().files().keySet().stream()
                .filter(file -> !after.text().files().containsKey(file))
                .forEach(file -> out.printf("  %s is gone%n", file));
        if (change.changedFiles().contains(ManifestText.PUBLICATION_FILE)) {
            out.println(
                    "  publication.yaml says which files there are: they are fetched and read again at the next look.");
        }
    }

    /**
     * Which releases are worth replaying, and how.
     *
     * @param all those of the publication, the oldest first
     */
    void print(List<WorthReplaying> worth, List<ReleaseStatus> all) {
        if (all.isEmpty()) {
            return;
        }
        if (worth.isEmpty()) {
            out.printf("  No release that is loaded would be read otherwise.%n");
            return;
        }
        Map<Map<String, List<String>>, List<WorthReplaying>> alike = new LinkedHashMap<>();
        worth.forEach(one -> alike.computeIfAbsent(one.effects(), effects -> new ArrayList<>())
                .add(one));
        alike.forEach((effects, releases) -> {
            out.printf("  %d of %d loaded releases may be read otherwise:%n", releases.size(), all.size());
            effects.forEach((dataset, words) -> out.printf("    %s: %s%n", dataset, String.join(", ", words)));
            if (effects.isEmpty()) {
                out.println("    the version that they were read with is not in the manifests topic any more");
            }
            ranges(releases.stream().map(WorthReplaying::release).toList(), all).forEach(out::println);
        });
    }

    /** Commands, one for each stretch of visible releases and one for each that is held. */
    private static List<String> ranges(List<ReleaseStatus> releases, List<ReleaseStatus> all) {
        List<String> commands = new ArrayList<>();
        int first = -1;
        for (int i = 0; i <= all.size(); i++) {
            boolean concerned = i < all.size() && releases.contains(all.get(i));
            boolean visible = concerned && all.get(i).state() != ReleaseState.HELD;
            if (visible && first < 0) {
                first = i;
            }
            if (!visible && first >= 0) {
                commands.add(replay(all.get(first), all.get(i - 1)));
                first = -1;
            }
            if (concerned && !visible) {
                commands.add("    held:    ./datawarp repair %s --release %s"
                        .formatted(all.get(i).publication(), all.get(i).release()));
            }
        }
        return commands;
    }

    private static String replay(ReleaseStatus first, ReleaseStatus last) {
        String which = first.equals(last)
                ? "--release " + first.release()
                : "--from %s --to %s".formatted(first.release(), last.release());
        return "    visible: ./datawarp replay %s %s --dry-run".formatted(first.publication(), which);
    }

    void printEnd(int changed, boolean onlyShow) {
        if (changed == 0) {
            out.println("Every manifest is in force as it is in its folder.");
        } else if (onlyShow) {
            out.printf("%nNothing was changed.%n");
        } else {
            out.printf("%nIn force: releases that come from now on are read with it. What is visible is as it was.%n");
        }
        out.flush();
    }
}
