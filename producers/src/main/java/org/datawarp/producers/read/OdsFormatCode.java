package org.datawarp.producers.read;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Converts one number style of an OpenDocument file to the format code that other workbooks use. Used once. */
final class OdsFormatCode {

    /** No real style asks for more; one that does is hostile. */
    private static final int MOST_DIGITS = 30;

    private static final int THOUSAND = 1000;
    private static final String UNQUOTED = "-+/():! ";

    private final boolean percentage;
    private final boolean date;
    private final boolean overflows;
    private final StringBuilder code = new StringBuilder();
    private @Nullable String positive;

    private OdsFormatCode(XMLStreamReader xml) {
        this.percentage = xml.getLocalName().equals("percentage-style");
        this.date =
                xml.getLocalName().equals("date-style") || xml.getLocalName().equals("time-style");
        this.overflows = XmlParts.attribute(xml, "truncate-on-overflow", "true").equals("false");
    }

    /**
     * Reads the current style element to its end.
     *
     * @param positive the name of the style that positive numbers have instead; null when they have this one
     */
    record Read(String code, @Nullable String positive) {}

    static Read read(XMLStreamReader xml) throws XMLStreamException {
        OdsFormatCode format = new OdsFormatCode(xml);
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                XmlParts.refuseDeep(xml);
                depth++;
                format.take(xml);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS && depth > 1) {
                format.literal(xml.getText());
            }
        }
        return new Read(format.code.toString(), format.positive);
    }

    private void take(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "number" -> number(xml);
            case "scientific-number" ->
                code.append(digits(xml, "min-integer-digits", '0'))
                        .append(decimals(xml))
                        .append("E+")
                        .append(digits(xml, "min-exponent-digits", '0'));
            case "fraction" -> {
                String digits = digits(xml, "min-denominator-digits", '?');
                code.append("# ").append(digits).append('/').append(digits);
            }
            case "text-content" -> code.append('@');
            case "map" -> {
                if (positive == null && XmlParts.attribute(xml, "condition", "").startsWith("value()>")) {
                    positive = XmlParts.attribute(xml, "apply-style-name");
                }
            }
            default -> dateOrTime(xml);
        }
    }

    private void dateOrTime(XMLStreamReader xml) {
        boolean isLong = XmlParts.attribute(xml, "style", "short").equals("long");
        boolean textual = XmlParts.attribute(xml, "textual", "false").equals("true");
        switch (xml.getLocalName()) {
            case "day" -> code.append(isLong ? "dd" : "d");
            case "day-of-week" -> code.append(isLong ? "dddd" : "ddd");
            case "month" -> code.append(textual ? "mmm" : "m").append(isLong ? "m" : "");
            case "year" -> code.append(isLong ? "yyyy" : "yy");
            case "hours" -> code.append(overflows ? "[h]" : isLong ? "hh" : "h");
            case "minutes" -> code.append(isLong ? "mm" : "m");
            case "seconds" -> code.append(isLong ? "ss" : "s").append(decimals(xml));
            case "am-pm" -> code.append("AM/PM");
            default -> {}
        }
    }

    private void number(XMLStreamReader xml) {
        boolean grouped = XmlParts.attribute(xml, "grouping", "false").equals("true");
        if (XmlParts.attribute(xml, "decimal-places") == null && !grouped && !percentage) {
            code.append("General");
            return;
        }
        String digits = digits(xml, "min-integer-digits", '0');
        if (grouped) {
            digits = "#".repeat(Math.max(0, 4 - digits.length())) + digits;
            int last = digits.length() - 3;
            digits = digits.substring(0, last) + "," + digits.substring(last);
        }
        code.append(digits.isEmpty() ? "#" : digits).append(decimals(xml));
        double factor = NumberText.parse(XmlParts.attribute(xml, "display-factor", "1"));
        for (int i = 0; factor >= THOUSAND && i < MOST_DIGITS; i++) {
            code.append(',');
            factor /= THOUSAND;
        }
    }

    private static String decimals(XMLStreamReader xml) {
        int most = count(xml, "decimal-places", 0);
        int least = count(xml, "min-decimal-places", most);
        return most == 0 ? "" : "." + "0".repeat(Math.min(least, most)) + "#".repeat(Math.max(0, most - least));
    }

    private static String digits(XMLStreamReader xml, String attribute, char digit) {
        return String.valueOf(digit).repeat(count(xml, attribute, 1));
    }

    private static int count(XMLStreamReader xml, String attribute, int otherwise) {
        String value = XmlParts.attribute(xml, attribute);
        return value == null ? otherwise : Math.max(0, Math.min(MOST_DIGITS, Integer.parseInt(value.strip())));
    }

    private void literal(String text) {
        for (int i = 0; i < text.length() && code.length() < THOUSAND; i++) {
            char c = text.charAt(i);
            boolean plain = UNQUOTED.indexOf(c) >= 0 || (percentage && c == '%') || (date && (c == ',' || c == '.'));
            if (plain) {
                code.append(c);
            } else if (c != '"') {
                quoted(c);
            }
        }
    }

    private void quoted(char c) {
        int last = code.length() - 1;
        if (last >= 0 && code.charAt(last) == '"') {
            code.setLength(last);
        } else {
            code.append('"');
        }
        code.append(c).append('"');
    }
}
