package org.datawarp.operate.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.author.proposal.Proposal;
import org.datawarp.author.proposal.RejectionProposals;
import org.datawarp.author.proposal.SeenRelease;
import org.datawarp.author.proposal.StructureExamination;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReleaseStore;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayRefusedException;
import org.datawarp.streams.replay.RejectionTally;
import org.datawarp.streams.replay.Replays;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what has changed in held releases and tries changes of their manifests. Writes nothing. Used by one thread.
 */
final class Repairing {

    /** What one change lets through may ask for another: a sheet that is found again has new marks. */
    private static final int MOST_ROUNDS = 4;

    private static final Set<HoldCode> FEWER_ROWS = Set.of(HoldCode.SHRUNK, HoldCode.MISSING_DATASET);

    private final Replays replays;
    private final ReleaseStore releases;

    Repairing(Replays replays, ReleaseStore releases) {
        this.replays = replays;
        this.releases = releases;
    }

    /**
     * Examines a held release.
     *
     * @param manifest as it is in its folder now
     * @throws ReplayRefusedException when its raw rows are not there any more
     */
    RepairPlan examine(ReleaseStatus held, PublicationManifest manifest) {
        SeenRelease release = new SeenRelease(held.period());
        replays.read(held, release);
        ReleaseStatus before = releases.visibleBefore(held).orElse(null);
        SeenRelease earlier = before == null ? null : seen(before);

        List<Proposal> proposals = new ArrayList<>(
                new StructureExamination(manifest.manifest(), release, earlier, fewer(held, manifest)).proposals());
        for (int round = 1; ; round++) {
            ChangedManifest changed = ChangedManifest.of(manifest, proposals);
            RejectionTally rejections = new RejectionTally();
            ReplayPreview preview = replays.preview(held, changed.after().manifest(), rejections);
            List<Proposal> more = new RejectionProposals(changed.after().manifest(), release).of(rejections.causes());
            more.removeIf(proposal -> proposals.stream().anyMatch(proposal::isSameAs));
            if (more.isEmpty() || round == MOST_ROUNDS) {
                OptionalLong changesBefore = changesBefore(before, changed);
                return new RepairPlan(held, before, proposals, new Trial(changed, preview, rejections, changesBefore));
            }
            proposals.addAll(more);
        }
    }

    /** Tries some of a plan's proposals. */
    Trial tryOut(RepairPlan plan, List<Proposal> proposals) {
        ChangedManifest changed = ChangedManifest.of(plan.trial().changed().before(), proposals);
        RejectionTally rejections = new RejectionTally();
        ReplayPreview preview = replays.preview(plan.held(), changed.after().manifest(), rejections);
        return new Trial(changed, preview, rejections, changesBefore(plan.before(), changed));
    }

    /** The raw rows of a visible release are evidence only: without them there is less of it. */
    private @Nullable SeenRelease seen(ReleaseStatus release) {
        SeenRelease seen = new SeenRelease(release.period());
        try {
            replays.read(release, seen);
            return seen;
        } catch (ReplayRefusedException e) {
            return null;
        }
    }

    private static Set<DatasetName> fewer(ReleaseStatus held, PublicationManifest manifest) {
        return manifest.manifest().datasets().stream()
                .map(Dataset::name)
                .filter(name -> held.reasons().stream()
                        .filter(reason -> FEWER_ROWS.contains(reason.code()))
                        .anyMatch(reason -> isAbout(reason.where(), name)))
                .collect(Collectors.toSet());
    }

    private static boolean isAbout(String where, DatasetName name) {
        return where.equals(name.value()) || where.startsWith(name + ",") || where.startsWith(name + ".");
    }

    private OptionalLong changesBefore(@Nullable ReleaseStatus before, ChangedManifest changed) {
        if (before == null || !changed.isChanged()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(replays.preview(before, changed.after().manifest(), rejection -> {})
                    .changes());
        } catch (ReplayRefusedException e) {
            return OptionalLong.empty();
        }
    }
}
