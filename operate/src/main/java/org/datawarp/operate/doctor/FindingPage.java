package org.datawarp.operate.doctor;

import java.util.List;

/** Findings for a person: one line each, and what to do below. */
public final class FindingPage {

    private static final String INDENT = " ".repeat(13);

    private FindingPage() {}

    /** The page, each line ended. */
    public static String text(List<Finding> findings) {
        StringBuilder page = new StringBuilder();
        for (Finding finding : findings) {
            page.append("%-11s  %s: %s%s%n"
                    .formatted(
                            finding.state().word(),
                            finding.check(),
                            finding.found(),
                            finding.expected().isEmpty() ? "" : "; expected " + finding.expected()));
            if (!finding.advice().isEmpty()) {
                page.append("%sto do: %s%n".formatted(INDENT, finding.advice()));
            }
        }
        long problems = findings.stream()
                .filter(finding -> finding.state() == Finding.State.PROBLEM)
                .count();
        return page.append(problems == 0 ? "No problem was found." : "%d problem(s) found.".formatted(problems))
                .append(System.lineSeparator())
                .toString();
    }
}
