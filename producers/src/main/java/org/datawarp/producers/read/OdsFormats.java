package org.datawarp.producers.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The styles of an OpenDocument spreadsheet, as far as they define number formats. Owned by one reading. */
final class OdsFormats {

    /** Styles inherit from each other; a cycle must end. */
    private static final int MOST_PARENTS = 16;

    private final Map<String, OdsFormatCode.Read> codes = new HashMap<>();
    private final Map<String, CellStyle> cellStyles = new HashMap<>();
    private final Map<String, NumberFormat> resolved = new HashMap<>();
    private final Set<String> hiddenTables = new HashSet<>();
    private String current = "";

    /**
     * @param parent the name of the style that it inherits from; empty when there is none
     * @param code the name of its number style; null when it has its parent's
     */
    private record CellStyle(String parent, @Nullable String code) {}

    /** Reads the style information of an element that begins; reads a number style to its end. */
    void take(XMLStreamReader xml) throws XMLStreamException {
        XmlParts.refuseDeep(xml);
        switch (xml.getLocalName()) {
            case "style" -> {
                current = XmlParts.attribute(xml, "name", "");
                // When a name occurs twice, the later part wins: its styles are closer to the cells.
                hiddenTables.remove(current);
                if (XmlParts.attribute(xml, "family", "").equals("table-cell")) {
                    cellStyles.put(
                            current,
                            new CellStyle(
                                    XmlParts.attribute(xml, "parent-style-name", ""),
                                    XmlParts.attribute(xml, "data-style-name")));
                }
            }
            case "table-properties" -> {
                if (XmlParts.attribute(xml, "display", "true").equals("false")) {
                    hiddenTables.add(current);
                }
            }
            case "number-style",
                    "currency-style",
                    "percentage-style",
                    "date-style",
                    "time-style",
                    "boolean-style",
                    "text-style" -> codes.put(XmlParts.attribute(xml, "name", ""), OdsFormatCode.read(xml));
            default -> {}
        }
    }

    boolean hides(String tableStyle) {
        return hiddenTables.contains(tableStyle);
    }

    /** @param cellStyle its name; general when there is no such style, or it is empty */
    NumberFormat of(String cellStyle) {
        return resolved.computeIfAbsent(cellStyle, this::find);
    }

    private NumberFormat find(String cellStyle) {
        CellStyle style = cellStyles.get(cellStyle);
        for (int i = 0; style != null && i < MOST_PARENTS; i++) {
            if (style.code() != null) {
                return format(style.code());
            }
            style = cellStyles.get(style.parent());
        }
        return NumberFormat.GENERAL;
    }

    private NumberFormat format(String name) {
        OdsFormatCode.Read own = codes.get(name);
        if (own == null) {
            return NumberFormat.GENERAL;
        }
        OdsFormatCode.Read positive = own.positive() == null ? null : codes.get(own.positive());
        return NumberFormat.of((positive == null ? own : positive).code());
    }
}
