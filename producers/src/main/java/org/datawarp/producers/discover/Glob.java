package org.datawarp.producers.discover;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A pattern of a whole name: {@code *} is any stretch, {@code ?} one character, <code>{a,b}</code> either. Ignores case
 * and surrounding white space.
 */
public final class Glob implements Predicate<String> {

    private final String glob;
    private final Pattern pattern;

    public Glob(String glob) {
        this.glob = glob;
        this.pattern =
                Pattern.compile(regex(glob.strip()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** A test for names that match any of the globs. */
    public static Predicate<String> anyOf(List<String> globs) {
        List<Glob> all = globs.stream().map(Glob::new).toList();
        return name -> all.stream().anyMatch(glob -> glob.test(name));
    }

    @Override
    public boolean test(String name) {
        return pattern.matcher(name.strip()).matches();
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
