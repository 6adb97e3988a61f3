package org.datawarp.operate.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a target is sent at once.
 *
 * @param from the machine that sends it
 * @param at when
 * @param notices its content; none for a message that only tests the target
 */
record Message(String from, Instant at, List<Notice> notices) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    Message {
        notices = List.copyOf(notices);
    }

    boolean isTest() {
        return notices.isEmpty();
    }

    /** All of it in one line. */
    String subject() {
        if (isTest()) {
            return "DataWarp on %s: a test".formatted(from);
        }
        long firing = notices.stream().filter(Notice::fires).count();
        String first = notices.get(0).summary();
        String what = notices.size() == 1 ? first : "%s, and %d more".formatted(first, notices.size() - 1);
        return "DataWarp on %s: %s%s".formatted(from, firing == 0 ? "over: " : "", what);
    }

    /** All of it, for a person: a paragraph for each notice, each line ended. */
    String text() {
        if (isTest()) {
            return "This is a test: alerts of DataWarp on %s come this way.%n".formatted(from);
        }
        return notices.stream().map(Message::paragraph).collect(Collectors.joining("\n"));
    }

    private static String paragraph(Notice notice) {
        StringBuilder text = new StringBuilder();
        text.append("%s: %s (%s)%n".formatted(word(notice), notice.summary(), when(notice)));
        notice.words()
                .lines()
                .forEach(line -> text.append("  found: ").append(line).append('\n'));
        if (notice.fires()) {
            text.append("  do: ").append(notice.advice()).append('\n');
            text.append("  more: ").append(notice.alert().runbook()).append('\n');
        }
        return text.toString();
    }

    private static String word(Notice notice) {
        return switch (notice.state()) {
            case FIRING -> notice.alert().severity().toString();
            case STILL_FIRING -> "still " + notice.alert().severity();
            case OVER -> "over";
        };
    }

    private static String when(Notice notice) {
        Instant overAt = notice.overAt();
        String since = MINUTE.format(notice.since());
        return overAt == null
                ? "since " + since
                : "from %s on, for %s".formatted(since, inWords(Duration.between(notice.since(), overAt)));
    }

    private static String inWords(Duration length) {
        if (length.toDays() > 1) {
            return length.toDays() + " days";
        }
        return length.toHours() > 1 ? length.toHours() + " hours" : Math.max(length.toMinutes(), 1) + " minutes";
    }
}
