package org.datawarp.operate.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The alerts as rules for Prometheus, for {@code deploy/monitoring/alerts.yml}. */
final class AlertRules {

    private AlertRules() {}

    /** The rules of all alerts, as a list within a group of rules. */
    static String yaml() {
        return Stream.of(Alert.values()).map(AlertRules::rule).collect(Collectors.joining());
    }

    private static String rule(Alert alert) {
        List<String> lines = new ArrayList<>();
        lines.add("- alert: Datawarp" + camelCase(alert));
        lines.add("  expr: " + alert.condition().promQl());
        lines.add("  for: " + length(alert.holds()));
        lines.add("  keep_firing_for: " + length(Alert.EASED_FOR));
        lines.add("  labels:");
        lines.add("    severity: " + alert.severity());
        lines.add("    id: " + alert.id());
        lines.add("  annotations:");
        List<String> inPlace = alert.condition().labels().stream()
                .map(label -> "{{ $labels.%s }}".formatted(label))
                .toList();
        lines.add("    summary: \"%s\"".formatted(alert.summary(inPlace)));
        lines.add("    description: \"%s\"".formatted(alert.advice(inPlace)));
        lines.add("    runbook_url: \"%s\"".formatted(alert.runbook()));
        return lines.stream().map(line -> "      " + line + "\n").collect(Collectors.joining());
    }

    private static String camelCase(Alert alert) {
        return Stream.of(alert.id().split("-", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String length(Duration length) {
        return length.toSeconds() + "s";
    }
}
