package org.datawarp.producers.read;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Collects the text of workbook XML, within a limit. Owned by one reading. */
final class XmlText {

    private static final int ESCAPE_LENGTH = "_x000D_".length();
    private static final int RADIX = 16;

    private final String where;
    private final int limit;
    private final StringBuilder buffer = new StringBuilder();

    /** @param limit most characters of one text */
    XmlText(String where, int limit) {
        this.where = where;
        this.limit = limit;
    }

    /** The text up to the end of the current element, without the text of nested elements. */
    String simple(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException {
        int event = xml.next();
        String first = "";
        if (event == XMLStreamConstants.CHARACTERS) {
            first = xml.getText();
            event = xml.next();
        }
        // Nearly always that was all.
        if (event == XMLStreamConstants.END_ELEMENT && first.length() <= limit) {
            return first;
        }
        buffer.setLength(0);
        buffer.append(first);
        append(xml, event);
        return buffer.toString();
    }

    /** The text of a string item, which may be split into runs; phonetic guides are not part of it. */
    String rich(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException {
        buffer.setLength(0);
        int depth = 1;
        int phonetic = 0;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("t") && phonetic == 0) {
                    append(xml, xml.next());
                } else {
                    XmlParts.refuseDeep(xml);
                    depth++;
                    phonetic = name.equals("rPh") && phonetic == 0 ? depth : phonetic;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                phonetic = phonetic == depth ? 0 : phonetic;
                depth--;
            }
        }
        return unescaped(buffer.toString());
    }

    /** All text up to the end of the current element, including that of nested elements. */
    String all(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException {
        buffer.setLength(0);
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlParts.refuseDeep(xml);
                    depth++;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    buffer.append(xml.getText());
                    checkLength();
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("the XML uses the entity " + xml.getLocalName());
                default -> {}
            }
        }
        return buffer.toString();
    }

    private void append(XMLStreamReader xml, int next) throws XMLStreamException, UnreadableFileException {
        int depth = 1;
        for (int event = next; ; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (depth == 1) {
                        buffer.append(xml.getText());
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlParts.refuseDeep(xml);
                    depth++;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("the XML uses the entity " + xml.getLocalName());
                default -> {}
            }
            checkLength();
            if (depth == 0) {
                return;
            }
        }
    }

    private void checkLength() throws UnreadableFileException {
        if (buffer.length() > limit) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "a text of more than " + limit + " characters",
                    "at most that many in a cell");
        }
    }

    /**
     * Workbooks write characters that XML cannot hold as {@code _x000D_}, and such an underscore itself as {@code
     * _x005F_}.
     */
    static String unescaped(String text) {
        int escape = text.indexOf("_x");
        if (escape < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (escape >= 0) {
            int code = escapedAt(text, escape);
            if (code < 0) {
                escape = text.indexOf("_x", escape + 1);
            } else {
                plain.append(text, from, escape).append((char) code);
                from = escape + ESCAPE_LENGTH;
                escape = text.indexOf("_x", from);
            }
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static int escapedAt(String text, int start) {
        if (start + ESCAPE_LENGTH > text.length() || text.charAt(start + ESCAPE_LENGTH - 1) != '_') {
            return -1;
        }
        int code = 0;
        for (int i = start + 2; i < start + ESCAPE_LENGTH - 1; i++) {
            int digit = Character.digit(text.charAt(i), RADIX);
            if (digit < 0) {
                return -1;
            }
            code = code * RADIX + digit;
        }
        return code;
    }
}
