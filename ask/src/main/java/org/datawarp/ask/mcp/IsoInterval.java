package org.datawarp.ask.mcp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts DuckDB's text for an interval to ISO 8601, such as {@code P1Y2M3DT4H5M6.7S} from
 * {@code 1 year 2 months 3 days 04:05:06.7}.
 */
final class IsoInterval {

    private static final Pattern TEXT =
            Pattern.compile("(?:(-?\\d+) years? ?)?(?:(-?\\d+) months? ?)?(?:(-?\\d+) days? ?)?"
                    + "(?:(-?)(\\d+):(\\d+):(\\d+)(\\.\\d*?)?0*)?");

    private IsoInterval() {}

    /** @return the text itself if it has another form */
    static String of(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return text;
        }
        String date = part(found.group(1), "Y") + part(found.group(2), "M") + part(found.group(3), "D");
        String time = found.group(5) == null ? "" : time(found);
        return date.isEmpty() && time.isEmpty() ? "PT0S" : "P" + date + (time.isEmpty() ? "" : "T" + time);
    }

    private static String part(String amount, String unit) {
        return amount == null || amount.equals("0") ? "" : amount + unit;
    }

    private static String time(Matcher found) {
        String sign = found.group(4);
        String fraction = found.group(8) == null || found.group(8).equals(".") ? "" : found.group(8);
        long seconds = Long.parseLong(found.group(7));
        return signed(sign, Long.parseLong(found.group(5)), "H")
                + signed(sign, Long.parseLong(found.group(6)), "M")
                + (seconds == 0 && fraction.isEmpty() ? "" : sign + seconds + fraction + "S");
    }

    private static String signed(String sign, long amount, String unit) {
        return amount == 0 ? "" : sign + amount + unit;
    }
}
