package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words in names and headings that change from release to release: months, years, days, versions, upload marks. */
final class PeriodWords {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final String MONTH = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private static final Pattern MONTH_NAME = Pattern.compile(MONTH);
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}|\\d{6,8}|(?:" + MONTH + ")\\d{2,4}"
            + "|q[1-4]|fy\\d{2,4}|w\\d{1,2}|\\d{1,2}(?:" + MONTH + ")(?:\\d{2,4})?");
    private static final Pattern DAY = Pattern.compile("\\d{1,2}(?:st|nd|rd|th)?");

    /** The suffix with which upload systems make a name unique. */
    private static final Pattern UPLOAD_MARK =
            Pattern.compile("(?=.*\\d)(?=.*[a-z])(?![a-z]+\\d+$)[a-z0-9]{5,6}|\\d{5,}");

    private static final Set<String> VERSIONS =
            Set.of("revised", "revision", "provisional", "final", "prov", "updated");

    private static final Set<String> AROUND = Set.of(
            "week",
            "weeks",
            "ending",
            "ended",
            "beginning",
            "commencing",
            "month",
            "months",
            "quarter",
            "year",
            "years",
            "financial",
            "to",
            "the",
            "of",
            "in",
            "and",
            "from",
            "as",
            "at",
            "up",
            "until",
            "on",
            "number",
            "no",
            "date",
            "w",
            "e",
            "t",
            "z");

    private static final Set<String> CONNECTORS =
            Set.of("to", "in", "for", "from", "period", "ending", "ended", "until");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private PeriodWords() {}

    /** A glob for the names of all releases, with a star for what changes. */
    static String glob(String name) {
        List<Part> parts = parts(name);
        StringBuilder glob = new StringBuilder();
        boolean starred = false;
        String between = "";
        for (Part part : parts) {
            if (!part.word()) {
                between = part.text();
                continue;
            }
            if (!(starred && part.changes())) {
                glob.append(plain(between)).append(part.changes() ? "*" : plain(part.text()));
            }
            starred = part.changes();
            between = "";
        }
        return glob.append(plain(between)).toString();
    }

    /** A glob for one name. */
    static String plain(String text) {
        return text.replaceAll("[*?{}]", "?");
    }

    /** A title without its periods, and without the words that lead to them. */
    static String without(String title) {
        List<Part> parts = parts(title.strip());
        List<Part> kept = new ArrayList<>();
        for (Part part : parts) {
            if (part.changes()) {
                dropConnectors(kept);
            } else {
                kept.add(part);
            }
        }
        StringBuilder text = new StringBuilder();
        kept.forEach(part -> text.append(part.text()));
        return SPACES.matcher(text)
                .replaceAll(" ")
                .replaceAll("[\\s,;:.(/-]+$", "")
                .replaceAll("^[\\s,;:.)-]+", "");
    }

    /** The words between two periods, or between a title and its period. */
    private static void dropConnectors(List<Part> kept) {
        while (!kept.isEmpty()) {
            Part last = kept.get(kept.size() - 1);
            boolean leads = last.word() && CONNECTORS.contains(last.text().toLowerCase(Locale.ROOT));
            if (last.word() && !leads) {
                return;
            }
            if (!last.word() && kept.size() > 1 && !isConnector(kept.get(kept.size() - 2))) {
                kept.set(kept.size() - 1, new Part(" ", false, false));
                return;
            }
            kept.remove(kept.size() - 1);
        }
    }

    private static boolean isConnector(Part part) {
        return part.word() && CONNECTORS.contains(part.text().toLowerCase(Locale.ROOT));
    }

    /** The words of a text that do not change, in lower case. */
    static List<String> lasting(String text) {
        return parts(text).stream()
                .filter(part -> part.word() && !part.changes())
                .map(part -> part.text().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What a heading says beside a period; empty when it is only a period. */
    static String beside(String heading) {
        List<String> words = new ArrayList<>();
        for (String word : lasting(heading)) {
            if (!AROUND.contains(word) && word.chars().anyMatch(Character::isLetter)) {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }

    /** Whether a text has words that change from release to release. */
    static boolean hasPeriod(String text) {
        return parts(text).stream().anyMatch(Part::changes);
    }

    static boolean isMonth(String word) {
        return MONTH_NAME.matcher(word.toLowerCase(Locale.ROOT)).matches();
    }

    private record Part(String text, boolean word, boolean changes) {}

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find()) {
            if (token.start() > end) {
                parts.add(new Part(text.substring(end, token.start()), false, false));
            }
            parts.add(new Part(token.group(), true, changes(token.group())));
            end = token.end();
        }
        if (end < text.length()) {
            parts.add(new Part(text.substring(end), false, false));
        }
        return withDays(parts);
    }

    /** A small number beside a month or a year belongs to it. */
    private static List<Part> withDays(List<Part> parts) {
        List<Part> all = new ArrayList<>(parts);
        for (int i = 0; i < all.size(); i++) {
            boolean day = DAY.matcher(all.get(i).text()).matches();
            if (day && (isDated(all, i - 2) || isDated(all, i + 2))) {
                all.set(i, new Part(all.get(i).text(), true, true));
            }
        }
        return all;
    }

    private static boolean isDated(List<Part> parts, int index) {
        return index >= 0 && index < parts.size() && parts.get(index).changes();
    }

    private static boolean changes(String token) {
        String word = token.toLowerCase(Locale.ROOT);
        return VERSIONS.contains(word)
                || MONTH_NAME.matcher(word).matches()
                || YEAR.matcher(word).matches()
                || UPLOAD_MARK.matcher(word).matches();
    }
}
