package org.datawarp.operate.rebuild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.operate.rebuild.RawIndex.Identity;
import org.datawarp.operate.rebuild.RawIndex.Run;
import org.datawarp.schemas.change.Commit;

/**
 * Works out which decisions PostgreSQL has lost, in the order in which they must be repeated.
 *
 * <p>First come attempts from before promotions were noted, in the order in which they were opened. Then come the noted
 * decisions in their own order; an attempt that was held until its rows were read differently comes just before that
 * decision. Last come the newest attempts at releases without a note: they are held, or brought nothing new, or were
 * promoted just as the database was lost. Older attempts without a note had no effect, and are left out.
 */
final class LostDecisions {

    private final List<Run> runs;
    private final List<Commit> commits;
    private final Set<String> settled;
    private final Map<String, Run> byName = new HashMap<>();
    private final Map<Identity, Run> byRows = new HashMap<>();
    private final Map<String, Run> newest = new HashMap<>();
    private final Set<String> notedRuns = new HashSet<>();
    private final Set<Run> notedRows = new HashSet<>();

    /**
     * @param topics the attempts in the raw topics, in order
     * @param commits the noted decisions, in order
     * @param settled the runs that the database knows
     */
    LostDecisions(List<Run> topics, List<Commit> commits, Set<String> settled) {
        this.runs = topics.stream().filter(Run::isWhole).toList();
        this.commits = List.copyOf(commits);
        this.settled = Set.copyOf(settled);
        for (Run run : runs) {
            byName.put(run.opened().run(), run);
            byRows.putIfAbsent(Identity.of(run.opened()), run);
            newest.put(releaseOf(run), run);
        }
        for (Commit commit : commits) {
            notedRuns.add(commit.run());
            rawOf(commit).ifPresent(notedRows::add);
        }
    }

    List<LostDecision> inOrder() {
        List<LostDecision> all = new ArrayList<>();
        List<LostDecision> last = new ArrayList<>();
        Instant firstNote =
                commits.stream().map(Commit::promotedAt).min(Instant::compareTo).orElse(Instant.MAX);
        for (Run run : runs) {
            if (isKnown(run) || notedRows.contains(run)) {
                continue;
            }
            if (run.openedAt().isBefore(firstNote)) {
                all.add(new LostDecision(null, run));
            } else if (run.equals(newest.get(releaseOf(run)))) {
                last.add(new LostDecision(null, run));
            }
        }
        addNoted(all);
        all.addAll(last);
        return all;
    }

    private void addNoted(List<LostDecision> all) {
        Set<Run> came = new HashSet<>();
        for (Commit commit : commits) {
            Run raw = rawOf(commit).orElse(null);
            if (raw != null && !isKnown(raw) && came.add(raw)) {
                all.add(new LostDecision(null, raw));
            }
            if (!settled.contains(commit.run())) {
                all.add(new LostDecision(commit, raw));
            }
        }
    }

    /** Whether the attempt itself was noted, or the database has it. */
    private boolean isKnown(Run run) {
        return notedRuns.contains(run.opened().run())
                || settled.contains(run.opened().run());
    }

    /** The rows that were promoted. An attempt that was restored from the archive may have them under another name. */
    private Optional<Run> rawOf(Commit commit) {
        if (commit.undoes() != null) {
            return Optional.empty();
        }
        Run named = byName.get(commit.rawRun() == null ? commit.run() : commit.rawRun());
        Identity rows = new Identity(
                commit.publication(),
                commit.release().value(),
                commit.openedAt().toEpochMilli());
        return Optional.ofNullable(named == null ? byRows.get(rows) : named);
    }

    private static String releaseOf(Run run) {
        return run.opened().publication() + " " + run.opened().release();
    }
}
