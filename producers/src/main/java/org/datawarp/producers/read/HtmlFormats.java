package org.datawarp.producers.read;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The number formats in the style sheet that Excel writes into a page, by the classes of cells. Owned by one reading.
 */
final class HtmlFormats {

    private static final Pattern RULE = Pattern.compile("([^{}]{1,200})\\{([^{}]{0,4000})}");
    private static final Pattern FORMAT =
            Pattern.compile("(?i)mso-number-format:\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^;\"]+)");
    private static final Pattern HEXADECIMAL = Pattern.compile("\\\\00([0-9A-Fa-f]{2})");

    private final Map<String, NumberFormat> byClass = new HashMap<>();

    /** Adds the rules for classes, such as {@code .xl24 {mso-number-format:Percent;}}. */
    void addStyleSheet(String css) {
        Matcher rule = RULE.matcher(css);
        while (rule.find()) {
            Matcher format = FORMAT.matcher(rule.group(2));
            if (format.find()) {
                for (String selector : rule.group(1).split(",", -1)) {
                    int dot = selector.lastIndexOf('.');
                    if (dot >= 0) {
                        byClass.put(selector.substring(dot + 1).strip(), format(format.group(1)));
                    }
                }
            }
        }
    }

    NumberFormat of(Element td) {
        Matcher own = FORMAT.matcher(td.attr("style"));
        if (own.find()) {
            return format(own.group(1));
        }
        for (String each : td.classNames()) {
            NumberFormat format = byClass.get(each);
            if (format != null) {
                return format;
            }
        }
        return NumberFormat.GENERAL;
    }

    private static NumberFormat format(String css) {
        String value = css.strip();
        if (value.startsWith("\"") && value.endsWith("\"") && value.length() > 1) {
            value = value.substring(1, value.length() - 1);
        }
        value = HEXADECIMAL
                .matcher(value)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                .replaceAll("\\\\(.)", "$1");
        return NumberFormat.named(value);
    }
}
