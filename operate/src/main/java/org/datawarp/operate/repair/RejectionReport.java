package org.datawarp.operate.repair;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.row.Rejection;

/** Shows rejections by their cause, and how to have them read again. */
public final class RejectionReport {

    private static final int MOST_RELEASES = 4;

    private final PrintWriter out;

    public RejectionReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * Shows the causes, the most frequent first.
     *
     * @param of a publication or dataset; empty for all
     * @return whether there are any
     */
    public boolean print(RejectionCauses causes, String of) {
        List<Map.Entry<RejectionCause, RejectionCauses.Group>> shown = causes.all().stream()
                .filter(entry -> of.isEmpty()
                        || entry.getKey().publication().value().equals(of)
                        || entry.getKey().dataset().equals(of))
                .toList();
        shown.forEach(entry -> print(entry.getKey(), entry.getValue()));
        if (shown.isEmpty()) {
            out.println("Nothing is rejected.");
        } else {
            out.printf(
                    "%nOnce the manifest reads them: ./datawarp replay --rejected %s --dry-run%n",
                    shown.get(0).getKey().fingerprint());
        }
        out.flush();
        return !shown.isEmpty();
    }

    private void print(RejectionCause cause, RejectionCauses.Group group) {
        String place = cause.column().isEmpty() ? cause.dataset() : cause.dataset() + "." + cause.column();
        out.printf(
                "%n%s  %s%s: %s, found %s, %,d times in %s%n",
                cause.fingerprint(),
                cause.publication(),
                place.isEmpty() ? "" : " " + place,
                cause.reason(),
                cause.shape().isEmpty() ? "nothing" : "like " + cause.shape(),
                group.times(),
                names(group));
        for (Rejection sample : group.samples()) {
            out.println("  " + sample);
        }
    }

    private static String names(RejectionCauses.Group group) {
        List<String> names = new ArrayList<>(group.releases().stream()
                .map(ReleaseName::value)
                .sorted()
                .limit(MOST_RELEASES)
                .toList());
        int more = group.releases().size() - names.size();
        return String.join(", ", names) + (more > 0 ? " and %d more".formatted(more) : "");
    }
}
