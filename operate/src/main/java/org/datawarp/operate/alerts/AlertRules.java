package org.datawarp.operate.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code deploy/monitoring/alerts.yml}: the same alerts as rules for Prometheus, made from {@link Alert}. */
public final class AlertRules {

    private static final String INTRODUCTION = """
            # The alerts of DataWarp as rules for Prometheus 2.42 or later. Made from Alert.java: a test fails when this file
            # differs, and prints it as it should be. docs/alerts.md lists them, docs/runbooks.md says what to do about each.
            groups:
              - name: datawarp
                rules:
            """;

    /** That nobody looks out is what nobody who looks out can tell. */
    private static final String NOBODY = """
                  - alert: DatawarpNobodyWatches
                    expr: absent(datawarp_process_service_answers)
                    for: 5m
                    labels:
                      severity: critical
                      id: nobody-watches
                    annotations:
                      summary: "no process of DataWarp looks out"
                      description: "see that its processes run, and that Prometheus reaches each of them"
                      runbook_url: "%snobody-watches"
            """;

    private AlertRules() {}

    /** The file. */
    public static String yaml() {
        return INTRODUCTION
                + Stream.of(Alert.values()).map(AlertRules::rule).collect(Collectors.joining())
                + NOBODY.formatted(Alert.RUNBOOKS);
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
