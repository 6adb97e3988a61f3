package org.datawarp.producers.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The number formats of a workbook, by the style numbers of its cells. */
final class XlsxFormats {

    private final Map<Integer, NumberFormat> own = new HashMap<>();
    private final List<NumberFormat> byStyle = new ArrayList<>();
    private boolean cellStyles;

    static XlsxFormats none() {
        return new XlsxFormats();
    }

    /** Closes the stream. */
    static XlsxFormats read(InputStream styles) throws IOException, XMLStreamException {
        XlsxFormats formats = new XlsxFormats();
        XmlParts.eachElement(styles, formats::take);
        return formats;
    }

    /** @param style from 0; general when there is no such style */
    NumberFormat of(int style) {
        return style >= 0 && style < byStyle.size() ? byStyle.get(style) : NumberFormat.GENERAL;
    }

    /** Adds a format that the workbook defines itself. */
    void define(int id, String code) {
        own.put(id, NumberFormat.of(code));
    }

    /** Adds the format of the next style. */
    void addStyle(int formatId) {
        NumberFormat format = own.get(formatId);
        byStyle.add(format == null ? NumberFormat.builtIn(formatId) : format);
    }

    private void take(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "numFmt" -> define(id(xml), XmlParts.attribute(xml, "formatCode", ""));
            case "cellXfs" -> cellStyles = true;
            case "cellStyles", "cellStyleXfs", "dxfs" -> cellStyles = false;
            case "xf" -> {
                if (cellStyles) {
                    addStyle(id(xml));
                }
            }
            default -> {}
        }
    }

    private static int id(XMLStreamReader xml) {
        return Integer.parseInt(XmlParts.attribute(xml, "numFmtId", "0").strip());
    }
}
