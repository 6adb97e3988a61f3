package org.datawarp.operate.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.datawarp.operate.store.AlertStore.Standing;
import org.datawarp.operate.store.AlertStore.Told;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.jspecify.annotations.Nullable;

/** What fires and fired lately, for people and for programs. */
public final class AlertPage {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final List<Shown> shown;

    /** An alert that fires or fired, and what each target heard last. */
    private record Shown(Alert alert, Standing standing, Map<String, Told> told) {

        Instant firedAt() {
            return Optional.ofNullable(standing.firedAt()).orElse(Instant.EPOCH);
        }

        String state() {
            return standing.fires() ? "firing" : "over";
        }
    }

    /** Shows those that fire first, the latest of each kind first. */
    public AlertPage(List<Standing> standings, List<Told> told) {
        this.shown = standings.stream()
                .filter(one -> one.firedAt() != null)
                .flatMap(one -> Alert.ofId(one.alert()).map(alert -> shown(alert, one, told)).stream())
                .sorted(Comparator.<Shown, Boolean>comparing(
                                one -> !one.standing().fires())
                        .thenComparing(Shown::firedAt, Comparator.reverseOrder()))
                .toList();
    }

    private static Shown shown(Alert alert, Standing standing, List<Told> told) {
        Map<String, Told> heard = new TreeMap<>();
        told.stream()
                .filter(one ->
                        one.alert().equals(standing.alert()) && one.place().equals(standing.place()))
                .forEach(one -> heard.put(one.target(), one));
        return new Shown(alert, standing, heard);
    }

    /** Whether anything fires now. */
    public boolean isAnyFiring() {
        return shown.stream().anyMatch(one -> one.standing().fires());
    }

    /** A line for each, and what to do about those that fire. */
    public void print(PrintWriter out) {
        if (shown.isEmpty()) {
            out.println("Nothing fires, and nothing did in the last 30 days.");
            out.flush();
            return;
        }
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT),
                List.of("state", "severity", "what", "fired", "over", "told"));
        for (Shown one : shown) {
            table.add(List.of(
                    one.state(),
                    one.alert().severity().toString(),
                    one.alert().summary(one.standing().place()),
                    second(one.standing().firedAt()),
                    second(one.standing().overAt()),
                    String.join(", ", one.told().keySet())));
        }
        out.print(table);
        shown.stream().filter(one -> one.standing().fires()).forEach(one -> printAdvice(one, out));
        out.flush();
    }

    private static void printAdvice(Shown one, PrintWriter out) {
        List<String> place = one.standing().place();
        out.printf("%n%s%n", one.alert().summary(place));
        one.standing().words().lines().forEach(line -> out.println("  found: " + line));
        out.println("  do: " + one.alert().advice(place));
        out.println("  more: " + one.alert().runbook());
    }

    /** An array of an object for each. */
    public void printJson(PrintWriter out) {
        try {
            out.println(
                    JSON.writeValueAsString(shown.stream().map(AlertPage::json).toList()));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are JSON", e);
        }
    }

    private static Map<String, @Nullable Object> json(Shown one) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        List<String> place = one.standing().place();
        all.put("alert", one.alert().id());
        all.put("state", one.state());
        all.put("severity", one.alert().severity().toString());
        all.put("labels", one.alert().labels(place));
        all.put("summary", one.alert().summary(place));
        all.put("found", one.standing().words());
        all.put("fired_at", second(one.standing().firedAt()));
        all.put("over_at", one.standing().fires() ? null : second(one.standing().overAt()));
        all.put("advice", one.alert().advice(place));
        all.put("runbook", one.alert().runbook());
        all.put("told", List.copyOf(one.told().keySet()));
        return all;
    }

    private static String second(@Nullable Instant instant) {
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
