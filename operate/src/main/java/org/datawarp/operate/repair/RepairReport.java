package org.datawarp.operate.repair;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.datawarp.author.proposal.ColumnMatch;
import org.datawarp.author.proposal.Proposal;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.release.ReplayPreview.RowPair;
import org.datawarp.streams.replay.RejectionTally.Counted;
import org.jspecify.annotations.Nullable;

/** Shows a plan to a person. */
final class RepairReport {

    private static final int MOST_CAUSES = 5;
    private static final int MOST_PAIRS = 3;
    private static final int MOST_COLUMNS = 6;

    private final PrintWriter out;

    RepairReport(PrintWriter out) {
        this.out = out;
    }

    void print(RepairPlan plan) {
        out.printf(
                "%n%s %s is held, because%n",
                plan.held().publication(), plan.held().release());
        plan.held().reasons().forEach(reason -> out.println("  " + reason));
        for (int i = 0; i < plan.proposals().size(); i++) {
            print(i + 1, plan.proposals().get(i));
        }
        printOutcome(plan);
        out.flush();
    }

    private void print(int number, Proposal proposal) {
        out.printf(
                "%n%d. %s: %s (%s sure)%n",
                number, proposal.dataset(), proposal.drift().words(), ColumnMatch.percent(proposal.confidence()));
        out.printf("   expected  %s%n   found     %s%n", proposal.expected(), proposal.found());
        String label = "because";
        for (String evidence : proposal.evidence()) {
            out.printf("   %-9s %s%n", label, evidence);
            label = "";
        }
    }

    private void printOutcome(RepairPlan plan) {
        if (plan.isChangedAlready()) {
            out.printf("%nIts manifest was changed since, and reads it.%n");
        } else if (plan.isGoodAsItIs()) {
            out.printf("%nWhat held it is gone: the same manifest reads it now.%n");
        } else if (plan.proposals().isEmpty()) {
            out.printf("%nNo change of its manifest is proposed: nothing in the release looks like what is missing.%n");
        }
        print(plan.trial());
    }

    /** The change of the text, and what comes of it. */
    void print(Trial trial) {
        for (String file : trial.changed().changedFiles()) {
            out.printf("%n%s/%s%n", trial.changed().after().name(), file);
            trial.changed().diff(file).forEach(line -> out.println("  " + line));
        }
        trial.changed().byHand().forEach(problem -> out.printf("%n%s%n", problem));
        printGives(trial);
        printRejections(trial);
        trial.changesBefore()
                .ifPresent(changes -> out.printf(
                        "%n%s%n",
                        changes == 0
                                ? "The release before, read with it, stays as it is."
                                : "The release before, read with it, would change in %,d rows.".formatted(changes)));
        if (!trial.preview().isGood()) {
            out.printf("%n%s the release would still be held, because%n", start(trial));
            for (HoldReason reason : trial.preview().reasons()) {
                out.println("  " + reason);
            }
        }
        out.flush();
    }

    private static String start(Trial trial) {
        return trial.changed().isChanged() ? "With it" : "As it is,";
    }

    private void printGives(Trial trial) {
        ReplayPreview preview = trial.preview();
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.RIGHT),
                List.of("dataset", "rows", "added", "changed", "gone"));
        preview.datasets()
                .forEach(dataset -> table.add(List.of(
                        dataset.dataset().value(),
                        "%,d".formatted(dataset.rows()),
                        "%,d".formatted(dataset.inserted()),
                        "%,d".formatted(dataset.updated()),
                        "%,d".formatted(dataset.deleted()))));
        if (!preview.datasets().isEmpty()) {
            out.printf("%n%s the release gives%n", start(trial));
            table.toString().lines().forEach(line -> out.println("  " + line));
            preview.datasets().forEach(this::printBeside);
        }
    }

    private void printBeside(DatasetPreview dataset) {
        List<RowPair> pairs = dataset.beside().stream().limit(MOST_PAIRS).toList();
        if (pairs.isEmpty()) {
            return;
        }
        out.printf("%n  %s, the release before → this one%n", dataset.dataset());
        pairs.forEach(pair -> out.println("    " + words(pair)));
    }

    /** One text where nothing differs, both where something does. */
    private static String words(RowPair pair) {
        Map<String, @Nullable String> after = Objects.requireNonNull(pair.after());
        Map<String, @Nullable String> before = pair.before();
        List<String> words = new ArrayList<>();
        after.forEach((column, value) -> {
            String old = before == null ? null : before.get(column);
            boolean period = column.startsWith("period_");
            if (!period && words.size() < MOST_COLUMNS && (value != null || old != null)) {
                words.add(
                        before == null || Objects.equals(old, value)
                                ? "%s %s".formatted(column, shown(value))
                                : "%s %s → %s".formatted(column, shown(old), shown(value)));
            }
        });
        return (before == null ? "(new) " : "") + String.join(", ", words);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "–" : value;
    }

    private void printRejections(Trial trial) {
        if (trial.rejections().total() == 0) {
            return;
        }
        out.printf("%n%,d rejections%n", trial.rejections().total());
        for (Counted cause :
                trial.rejections().causes().stream().limit(MOST_CAUSES).toList()) {
            out.printf("  %,d times: %s%n", cause.times(), cause.first());
        }
    }
}
