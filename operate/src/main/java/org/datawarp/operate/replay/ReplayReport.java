package org.datawarp.operate.replay;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.datawarp.streams.release.ReleaseStatus;
import org.datawarp.streams.release.ReplayPreview;
import org.datawarp.streams.release.ReplayPreview.DatasetPreview;
import org.datawarp.streams.release.ReplayPreview.PeriodChange;
import org.datawarp.streams.release.ReplayPreview.RowPair;
import org.jspecify.annotations.Nullable;

/** Shows what applying a release again would change. */
final class ReplayReport {

    private static final int MOST_PERIODS = 6;
    private static final int MOST_KEYS = 4;

    private final PrintWriter out;

    ReplayReport(PrintWriter out) {
        this.out = out;
    }

    void print(ReleaseStatus release, ReplayPreview preview) {
        out.printf(
                "%n%s %s: %s, rejected %,d (before: %,d)%n",
                release.publication(),
                release.release(),
                preview.changes() == 0 ? "no row changes" : "%,d rows change".formatted(preview.changes()),
                preview.rejected(),
                release.counts().rejected());
        preview.datasets().stream()
                .filter(dataset -> dataset.inserted() + dataset.updated() + dataset.deleted() > 0)
                .forEach(this::print);
        if (!preview.isGood()) {
            out.println("  It would be held, because");
            preview.reasons().forEach(reason -> out.println("    " + reason));
        }
        out.flush();
    }

    void print(DatasetPreview dataset) {
        out.printf(
                "  %s: %,d rows added, %,d changed, %,d gone%n",
                dataset.dataset(), dataset.inserted(), dataset.updated(), dataset.deleted());
        if (!dataset.columns().isEmpty()) {
            out.println("    changed columns: "
                    + dataset.columns().stream()
                            .map(change -> "%s (%,d rows)".formatted(change.column(), change.rows()))
                            .collect(Collectors.joining(", ")));
        }
        dataset.periods().stream().limit(MOST_PERIODS).forEach(this::print);
        dataset.changed().forEach(pair -> out.println("    " + words(pair)));
    }

    private void print(PeriodChange period) {
        LocalDate start = period.start();
        out.printf(
                "    %s to %s: %,d added, %,d changed, %,d gone%n",
                start, period.end(), period.inserted(), period.updated(), period.deleted());
    }

    /** Values that are the same name the row; those that differ are shown before and after. */
    private static String words(RowPair pair) {
        Map<String, @Nullable String> before = pair.before();
        Map<String, @Nullable String> after = pair.after();
        if (before == null || after == null) {
            Map<String, @Nullable String> only = Objects.requireNonNull(before == null ? after : before);
            return (before == null ? "added: " : "gone: ") + same(only, only);
        }
        List<String> changed = new ArrayList<>();
        after.forEach((column, value) -> {
            if (!Objects.equals(before.get(column), value)) {
                changed.add("%s %s → %s".formatted(column, shown(before.get(column)), shown(value)));
            }
        });
        return "changed: %s: %s".formatted(same(before, after), String.join(", ", changed));
    }

    private static String same(Map<String, @Nullable String> before, Map<String, @Nullable String> after) {
        return after.entrySet().stream()
                .filter(entry -> entry.getValue() != null && !entry.getKey().equals("period_end"))
                .filter(entry -> Objects.equals(before.get(entry.getKey()), entry.getValue()))
                .limit(MOST_KEYS)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String shown(@Nullable String value) {
        return value == null ? "–" : value;
    }
}
