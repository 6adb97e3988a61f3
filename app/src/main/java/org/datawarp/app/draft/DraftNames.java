package org.datawarp.app.draft;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes names of publications and datasets out of what publishers call them. */
final class DraftNames {

    private static final int LONGEST_DATASET = 52;
    private static final int LONGEST_PUBLICATION = 40;
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
    private static final Pattern NUMBERED =
            Pattern.compile("(?i)^\\s*(table|sheet|figure|tab)\\s*\\d+[a-z]?\\s*[:.-]?\\s*");

    /** Numbers, months, quarters. */
    private static final Pattern PERIOD_WORD = Pattern.compile(
            ".*\\d.*|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
                    + "|dec(ember)?");

    private static final Pattern GENERIC = Pattern.compile("(sheet|table|tab|data|figures?|page)(_.)?");
    private static final int SHORTEST_TELLING = 3;

    private final Set<String> taken = new HashSet<>();

    /** Words joined by hyphens, without the periods among them. */
    static String publication(String text) {
        String name = words(text, "-", LONGEST_PUBLICATION);
        return name.isEmpty() ? "publication" : name;
    }

    /** Words of the title, or else of the sheet, joined by underscores; one of a kind. */
    String dataset(String publication, SeenTable table) {
        String sheet = words(table.sheet(), "_", LONGEST_DATASET);
        boolean telling =
                sheet.length() > SHORTEST_TELLING && !GENERIC.matcher(sheet).matches();
        String title = telling
                ? table.sheet()
                : NUMBERED.matcher(table.table().title()).replaceFirst("");
        String prefix = publication.replace('-', '_');
        String own = words(title.isBlank() ? table.sheet() : title, "_", LONGEST_DATASET - 12);
        String start = own.isEmpty() || own.startsWith(prefix) ? own : prefix + "_" + own;
        String name = start.isEmpty() ? prefix : start.substring(0, Math.min(start.length(), LONGEST_DATASET));
        name = name.replaceAll("_+$", "");
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = name + "_" + number;
        }
        return unique;
    }

    private static String words(String text, String between, int longest) {
        StringBuilder name = new StringBuilder();
        String bare = text.toLowerCase(Locale.ROOT).replaceAll("\\.[a-z]{2,4}$", "");
        List<String> plain = NO_WORD.splitAsStream(bare).toList();
        for (String word : plain) {
            boolean fits = name.length() + word.length() < longest;
            boolean period = PERIOD_WORD.matcher(word).matches();
            if (!word.isEmpty() && fits && !period) {
                name.append(name.isEmpty() ? "" : between).append(word);
            }
        }
        boolean letterFirst = !name.isEmpty() && Character.isLetter(name.charAt(0));
        return letterFirst ? name.toString() : "";
    }
}
