package org.datawarp.producers.discover;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises the same data published twice within a release: as XLSX and as CSV, or as first published and as revised.
 *
 * <p>Two links are the same data only when their words agree <em>and</em> there is a reason why there are two: another
 * format, another version, or a page that shows the file. Two links that merely look alike are both kept: data loaded
 * twice is noticed and corrected, data left out is not.
 */
final class SameData {

    private static final Pattern SIZE = Pattern.compile("(?<![a-z0-9.])\\d+(?:[.,]\\d+)?\\s?[kmg]b?(?![a-z0-9])");
    private static final Pattern DATE = Pattern.compile("(?<!\\d)\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}(?!\\d)");
    private static final Pattern VERSION = Pattern.compile("(?<![a-z0-9])v(?:ersion)?[ ._-]?(\\d{1,2})(?![a-z0-9])");
    private static final Pattern REVISED = Pattern.compile("(?<![a-z])(?<!not[ _-])revis(?:ed|ion)(?![a-z])");
    private static final Pattern FINAL = Pattern.compile("(?<![a-z])final(?:ised)?(?![a-z])");

    /** What upload systems put before a name to make it unique, with the name. */
    private static final Pattern IDENTITY =
            Pattern.compile("/(?=[^/]*\\d)(?=[^/]*[a-f])[0-9a-f-]{16,36}/[^/]+$", Pattern.CASE_INSENSITIVE);

    /** What upload systems append to a name to make it unique; {@code table1} is not such a name. */
    private static final Pattern UPLOAD_MARK =
            Pattern.compile("(?=.*\\d)(?=.*[a-z])(?![a-z]+\\d+$)[a-z0-9]{5,6}|\\d{5,}");

    /** Compared links are about the same period, however each of them writes it. */
    private static final Pattern PERIOD_WORD = Pattern.compile(
            "(?:19|20)\\d{2}|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Set<String> FORMATS =
            Set.of("csv", "xlsx", "xls", "xlsm", "xlsb", "ods", "zip", "excel", "pdf");

    private static final Set<String> SAYS_NOTHING = Set.of(
            "download",
            "downloads",
            "file",
            "files",
            "here",
            "data",
            "the",
            "this",
            "open",
            "view",
            "not",
            "revised",
            "revision",
            "final",
            "finalised",
            "provisional");

    /** Later versions are better: a numbered version, then a revision, then one called final. */
    static final Comparator<PageLink> VERSION_ORDER = Comparator.<PageLink>comparingInt(link -> version(link))
            .thenComparing(link -> says(REVISED, link))
            .thenComparing(link -> says(FINAL, link));

    private SameData() {}

    static boolean is(PageLink one, PageLink other) {
        boolean explained = !format(one).equals(format(other)) || VERSION_ORDER.compare(one, other) != 0;
        return sameFile(one, other)
                || (explained && (sameWords(fileWords(one), fileWords(other)) || sameText(one, other)));
    }

    /** A site that shows a file in a page of its own names that page after the file. */
    private static boolean sameFile(PageLink one, PageLink other) {
        Matcher first = IDENTITY.matcher(String.valueOf(one.address().getRawPath()));
        Matcher second = IDENTITY.matcher(String.valueOf(other.address().getRawPath()));
        return first.find() && second.find() && first.group().equals(second.group());
    }

    /** Under another heading, the same text may well be about something else. */
    private static boolean sameText(PageLink one, PageLink other) {
        return one.headings().equals(other.headings()) && sameWords(textWords(one), textWords(other));
    }

    private static boolean sameWords(Set<String> one, Set<String> other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static Set<String> fileWords(PageLink link) {
        return words(LinkPeriod.withoutExtension(link.name()));
    }

    private static Set<String> textWords(PageLink link) {
        return words(link.text());
    }

    private static Set<String> words(String text) {
        String lower = lower(text);
        String plain = VERSION.matcher(
                        DATE.matcher(SIZE.matcher(lower).replaceAll(" ")).replaceAll(" "))
                .replaceAll(" ");
        Set<String> words = new TreeSet<>();
        for (String word : BETWEEN_WORDS.split(plain, -1)) {
            boolean tells = !word.isEmpty()
                    && !FORMATS.contains(word)
                    && !SAYS_NOTHING.contains(word)
                    && !PERIOD_WORD.matcher(word).matches()
                    && !UPLOAD_MARK.matcher(word).matches();
            if (tells) {
                words.add(word);
            }
        }
        return words;
    }

    private static int version(PageLink link) {
        return Math.max(version(LinkPeriod.withoutExtension(link.name())), version(link.text()));
    }

    private static int version(String text) {
        Matcher version = VERSION.matcher(lower(text));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static boolean says(Pattern word, PageLink link) {
        return word.matcher(lower(link.name())).find()
                || word.matcher(lower(link.text())).find();
    }

    private static String format(PageLink link) {
        int dot = link.name().lastIndexOf('.');
        return dot < 0 ? "" : lower(link.name().substring(dot));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
