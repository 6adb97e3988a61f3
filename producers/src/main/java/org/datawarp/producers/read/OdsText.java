package org.datawarp.producers.read;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Collects the text that a cell of an OpenDocument spreadsheet shows, within a limit. Owned by one reading. */
final class OdsText {

    private static final String DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing";

    private final String where;
    private final int limit;
    private final StringBuilder buffer = new StringBuilder();
    private boolean afterSpace;

    /** @param limit most characters of one text */
    OdsText(String where, int limit) {
        this.where = where;
        this.limit = limit;
    }

    /** The paragraphs of the current cell element, one a line, without comments and drawings. */
    String cell(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException {
        buffer.setLength(0);
        boolean first = true;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("p") || xml.getLocalName().equals("h")) {
                    append(first ? "" : "\n");
                    first = false;
                    paragraph(xml);
                } else {
                    XmlParts.skip(xml);
                }
            }
        }
        return buffer.toString();
    }

    private void paragraph(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException {
        afterSpace = true;
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    collapsed(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> depth += begins(xml);
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("the XML uses the entity " + xml.getLocalName());
                default -> {}
            }
        }
    }

    /** How many elements deeper the reader is now. */
    private int begins(XMLStreamReader xml) throws XMLStreamException, UnreadableFileException {
        String uri = xml.getNamespaceURI();
        if (uri != null && uri.startsWith(DRAWING)) {
            XmlParts.skip(xml);
            return 0;
        }
        XmlParts.refuseDeep(xml);
        switch (xml.getLocalName()) {
            case "s" -> spaces(XmlParts.attribute(xml, "c", "1"));
            case "tab" -> append("\t");
            case "line-break" -> append("\n");
            case "annotation", "note", "ruby-text" -> {
                XmlParts.skip(xml);
                return 0;
            }
            default -> {}
        }
        return 1;
    }

    private void spaces(String count) throws UnreadableFileException {
        long spaces = Math.max(0, Long.parseLong(count.strip()));
        // One more than the limit is enough to be refused.
        append(" ".repeat((int) Math.min(spaces, limit + 1L)));
    }

    /** White space in the XML counts as one space, and as none at the start of a paragraph. */
    private void collapsed(String text) throws UnreadableFileException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (!space) {
                buffer.append(c);
            } else if (!afterSpace) {
                buffer.append(' ');
            }
            afterSpace = space;
        }
        append("");
    }

    private void append(String text) throws UnreadableFileException {
        buffer.append(text);
        afterSpace = afterSpace && text.isEmpty();
        if (buffer.length() > limit) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    where,
                    "a text of more than " + limit + " characters",
                    "at most that many in a cell");
        }
    }
}
