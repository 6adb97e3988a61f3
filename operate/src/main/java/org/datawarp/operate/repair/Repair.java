package org.datawarp.operate.repair;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.author.proposal.ChangedManifest;
import org.datawarp.author.proposal.Proposal;
import org.datawarp.operate.replay.ReplaySession;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.streams.promotion.AttemptTransaction;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayRefusedException;
import org.jspecify.annotations.Nullable;

/** Corrects the manifests of held releases in a running DataWarp, one release after the other. Owned and closed by one thread. */
public final class Repair implements AutoCloseable {

    private final Path manifests;
    private final PrintWriter out;
    private final RepairReport page;
    private final ReplaySession session;
    private final Repairing repairing;

    /**
     * @param manifests the folder with one folder a publication
     * @param out where everything is shown
     * @param session closed with this
     */
    public Repair(Path manifests, PrintWriter out, ReplaySession session) {
        this.manifests = manifests;
        this.out = out;
        this.page = new RepairReport(out);
        this.session = session;
        this.repairing = new Repairing(session.replays(), session.releases());
    }

    /** How much is asked before a manifest is changed. */
    public enum Mode {
        /** Nothing is changed. */
        SHOW,
        /** What is certain enough is taken. */
        TAKE_CERTAIN
    }

    /**
     * Repairs releases.
     *
     * @return whether all of them are visible now
     */
    public boolean run(List<ReleaseStatus> held, Mode mode) throws IOException, InterruptedException {
        return run(held, mode == Mode.SHOW ? null : Consent.CERTAIN);
    }

    /** Repairs releases, asking a person for each change. See {@link #run(List, Mode)}. */
    public boolean ask(List<ReleaseStatus> held, BufferedReader answers, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(held, new AskingConsent(answers, out, AskingConsent.editorOf(environment)));
    }

    private boolean run(List<ReleaseStatus> held, @Nullable Consent consent) throws IOException, InterruptedException {
        boolean allWell = true;
        for (ReleaseStatus release : held) {
            try {
                allWell &= run(release, consent);
            } catch (ReplayRefusedException e) {
                out.printf("%n%s%n", e.getMessage());
                allWell = false;
            }
            out.flush();
        }
        return allWell;
    }

    private boolean run(ReleaseStatus held, @Nullable Consent consent) throws IOException, InterruptedException {
        // Read again for each release: a change for one may also correct the next.
        List<PublicationManifest> all = PublicationManifest.readAll(manifests);
        Optional<PublicationManifest> manifest =
                PublicationManifest.named(all, held.publication().value());
        if (manifest.isEmpty()) {
            out.printf(
                    "%nCannot repair %s %s: found no manifest of it in %s%n",
                    held.publication(), held.release(), manifests);
            return false;
        }
        RepairPlan plan = repairing.examine(held, manifest.get());
        page.print(plan);
        if (consent == null) {
            return false;
        }
        List<Proposal> chosen = consent.choose(plan);
        if (chosen.isEmpty() && !plan.isGoodAsItIs()) {
            out.printf("%n%s %s stays held.%n", held.publication(), held.release());
            return false;
        }
        Trial trial = plan.trial();
        if (!chosen.equals(plan.proposals())) {
            trial = repairing.tryOut(plan, chosen);
            page.print(trial);
        }
        if (!consent.agree(trial)) {
            out.printf("%n%s %s stays held; nothing was written.%n", held.publication(), held.release());
            return false;
        }
        return release(held, trial.changed());
    }

    /** The manifest is in force before the release is applied: should this be interrupted, the next repair continues. */
    private boolean release(ReleaseStatus held, ChangedManifest changed) throws IOException, InterruptedException {
        session.putInForce(changed);
        List<ReleaseStatus> applied;
        try (AttemptTransaction transaction = session.replays().begin()) {
            session.stage(transaction, held, changed).apply();
            applied = transaction.commit();
        }
        return session.follow(applied, changed);
    }

    @Override
    public void close() {
        session.close();
    }
}
