package org.datawarp.operate.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.operate.schedule.CalendarEntry.Awaited;
import org.datawarp.operate.schedule.CalendarEntry.Standing;
import org.datawarp.operate.store.WatchStore.Watch;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.producers.schedule.Expectation;
import org.jspecify.annotations.Nullable;

/** The report on expected releases, for people and for programs. */
public final class CalendarPage {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.UK);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.UK);

    private final List<CalendarEntry> entries;
    private final Instant now;

    /** @param entries in the order of the report */
    public CalendarPage(List<CalendarEntry> entries, Instant now) {
        this.entries = List.copyOf(entries);
        this.now = now;
    }

    /**
     * One line for each expected release, one for all missing releases of a publication, and one for a publication
     * without any.
     */
    public void print(PrintWriter out) {
        TextTable table = new TextTable(
                List.of(Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT),
                List.of("expected", "publication", "release", "state", "known from", "last seen", "next look"));
        for (CalendarEntry entry : entries) {
            List<Awaited> awaited = entry.awaited(now);
            if (awaited.isEmpty()) {
                String basis = entry.outlook().next().map(CalendarEntry::basis).orElse("");
                table.add(line(entry, "", "", word(entry.outlook().state()), basis));
            }
            awaited.forEach(one -> table.add(line(entry, one)));
        }
        out.print(table);
        out.flush();
    }

    private List<String> line(CalendarEntry entry, String when, String release, String state, String basis) {
        return List.of(
                when, entry.publication().name().value(), release, state, basis, lastSeen(entry), nextLook(entry));
    }

    private List<String> line(CalendarEntry entry, Awaited awaited) {
        Expectation first = awaited.first();
        int releases = awaited.releases().size();
        String basis = CalendarEntry.basis(first);
        if (releases > 1) {
            String named =
                    first.period().label() + " to " + awaited.last().period().label();
            return line(entry, "since " + when(first), named, releases + " " + word(awaited.standing()), basis);
        }
        String since = awaited.standing() == Standing.LATE
                ? " by " + CalendarEntry.inWords(Duration.between(first.at().toInstant(), now))
                : "";
        return line(entry, when(first), first.period().label(), word(awaited.standing()) + since, basis);
    }

    private static String when(Expectation expected) {
        String days = "";
        if (expected.early() > 0 || expected.late() > 0) {
            days = " (-%d +%d days)".formatted(expected.early(), expected.late());
        }
        return MINUTE.format(expected.at()) + days;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String lastSeen(CalendarEntry entry) {
        ZoneId zone = entry.zone();
        return entry.lastSeen()
                .map(seen -> "%s %s %s"
                        .formatted(
                                seen.release(),
                                seen.missedAt() == null ? "before" : "on",
                                DAY.format(seen.seenAt().atZone(zone))))
                .orElse("never");
    }

    private String nextLook(CalendarEntry entry) {
        Watch watch = entry.watch().orElse(null);
        if (watch == null) {
            return "at once";
        }
        if (!watch.holder().isEmpty()) {
            return "now, by " + watch.holder();
        }
        Instant again = watch.lookAgainAt();
        return again == null || !again.isAfter(now)
                ? "at once"
                : "in " + CalendarEntry.inWords(Duration.between(now, again));
    }

    /** A JSON array with one object for each publication. */
    public void printJson(PrintWriter out) {
        try {
            out.println(JSON.writeValueAsString(entries.stream().map(this::json).toList()));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers are JSON", e);
        }
    }

    private Map<String, @Nullable Object> json(CalendarEntry entry) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("publication", entry.publication().name().value());
        all.put("state", word(entry.outlook().state()));
        all.put(
                "expected",
                entry.expected().stream().map(one -> json(entry, one)).toList());
        entry.lastSeen().ifPresent(seen -> {
            Map<String, @Nullable Object> last = new LinkedHashMap<>();
            last.put("release", seen.release().value());
            last.put("seen_at", second(seen.seenAt()));
            last.put("missed_at", second(seen.missedAt()));
            all.put("last_seen", last);
        });
        entry.watch().ifPresent(watch -> {
            all.put("looked_at", second(watch.lookedAt()));
            all.put("look_again_at", second(watch.lookAgainAt()));
            all.put("looked_at_by", watch.holder());
        });
        return all;
    }

    private Map<String, @Nullable Object> json(CalendarEntry entry, Expectation expected) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("release", expected.period().label());
        all.put("state", word(entry.standing(expected, now)));
        all.put("at", expected.at().toOffsetDateTime().toString());
        all.put("days_early", expected.early());
        all.put("days_late", expected.late());
        all.put("basis", word(expected.basis()));
        all.put("learned_from", expected.releases());
        return all;
    }

    private static @Nullable String second(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
