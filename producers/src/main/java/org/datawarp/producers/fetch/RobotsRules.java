package org.datawarp.producers.fetch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a {@code robots.txt} says to one program according to RFC 9309. The groups that name the program apply, or else
 * the groups for all. Of the rules that match, the longest wins; of two equally long ones, the one that allows.
 */
final class RobotsRules {

    static final RobotsRules ALLOW_ALL = new RobotsRules(List.of());

    private static final String EVERYBODY = "*";

    private final List<Rule> rules;

    private RobotsRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(boolean allow, String path) {

        boolean matches(String target) {
            boolean whole = path.endsWith("$");
            String open = whole ? path.substring(0, path.length() - 1) : path;
            StringBuilder pattern = new StringBuilder();
            for (String part : open.split("\\*", -1)) {
                pattern.append(pattern.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
            }
            return Pattern.compile(pattern + (whole ? "$" : "")).matcher(target).lookingAt();
        }
    }

    /**
     * Parses a file and ignores lines that make no sense.
     *
     * @param token the program's name in such files
     */
    static RobotsRules parse(String text, String token) {
        List<Rule> own = new ArrayList<>();
        List<Rule> everybodys = new ArrayList<>();
        List<String> agents = new ArrayList<>();
        boolean named = false;
        boolean inRules = false;
        for (String line : text.split("\\R", -1)) {
            String plain = line.replaceFirst("#.*", "").strip();
            int colon = plain.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String key = plain.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = plain.substring(colon + 1).strip();
            if (key.equals("user-agent")) {
                if (inRules) {
                    agents.clear();
                    inRules = false;
                }
                agents.add(
                        value.toLowerCase(Locale.ROOT).replaceFirst("/.*", "").strip());
                named = named || isOwn(agents, token);
            } else if (key.equals("allow") || key.equals("disallow")) {
                inRules = true;
                add(new Rule(key.equals("allow"), normal(value)), agents, token, own, everybodys);
            }
        }
        return new RobotsRules(named ? own : everybodys);
    }

    private static void add(Rule rule, List<String> agents, String token, List<Rule> own, List<Rule> everybodys) {
        if (rule.path().isEmpty()) {
            return;
        }
        if (isOwn(agents, token)) {
            own.add(rule);
        }
        if (agents.contains(EVERYBODY)) {
            everybodys.add(rule);
        }
    }

    private static boolean isOwn(List<String> agents, String token) {
        return agents.contains(token.toLowerCase(Locale.ROOT));
    }

    /** @param target path and query, as in a request */
    boolean allow(String target) {
        String asked = normal(target.isEmpty() ? "/" : target);
        return rules.stream()
                .filter(rule -> rule.matches(asked))
                .max(Comparator.comparingInt((Rule rule) -> rule.path().length())
                        .thenComparing(Rule::allow))
                .map(Rule::allow)
                .orElse(true);
    }

    /**
     * Gives equal octets the same form: non-ASCII characters are percent-encoded in capitals; characters that need no
     * encoding are not encoded.
     */
    private static String normal(String path) {
        StringBuilder normal = new StringBuilder();
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xFF;
            boolean encoded = octet == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
            if (encoded) {
                octet = Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16);
                i += 2;
            }
            boolean plain = encoded ? isUnreserved(octet) : octet > ' ' && octet < 0x7F;
            normal.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
        }
        return normal.toString();
    }

    private static boolean isHex(byte octet) {
        return Character.digit(octet, 16) >= 0;
    }

    private static boolean isUnreserved(int octet) {
        return octet < 0x7F && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
    }
}
