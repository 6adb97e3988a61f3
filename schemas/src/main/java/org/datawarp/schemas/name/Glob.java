package org.datawarp.schemas.name;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A pattern of a whole name: {@code *} matches any characters, {@code ?} one character, <code>{a,b}</code> either.
 * Ignores case and surrounding white space, including no-break and zero-width spaces.
 */
public final class Glob implements Predicate<String> {

    /** Matches every name. */
    public static final String ANY = "*";

    private static final String SPACE = "[\\s\\p{Z}\\p{Cf}]*";

    private final String glob;
    private final Pattern pattern;

    public Glob(String glob) {
        this.glob = glob;
        this.pattern = Pattern.compile(
                SPACE + regex(glob.strip()) + SPACE, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** A test for names that match any of the globs. */
    public static Predicate<String> anyOf(List<String> globs) {
        List<Glob> all = globs.stream().map(Glob::new).toList();
        return name -> all.stream().anyMatch(glob -> glob.test(name));
    }

    @Override
    public boolean test(String name) {
        return pattern.matcher(name).matches();
    }

    @Override
    public String toString() {
        return glob;
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '{' -> {
                    depth++;
                    regex.append("(?:");
                }
                case '}' -> {
                    regex.append(depth > 0 ? ")" : "\\}");
                    depth = Math.max(0, depth - 1);
                }
                case ',' -> regex.append(depth > 0 ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.append(")".repeat(depth)).toString();
    }
}
