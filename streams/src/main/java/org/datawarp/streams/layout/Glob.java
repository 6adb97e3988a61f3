package org.datawarp.streams.layout;

import java.util.regex.Pattern;

/** A glob: {@code *} is any text, {@code ?} any one character; case and surrounding white space do not matter. */
final class Glob {

    static final String ANY = "*";

    private final Pattern pattern;

    Glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (char c : CellText.strip(glob).toCharArray()) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pattern = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matcher(CellText.strip(text)).matches();
    }
}
