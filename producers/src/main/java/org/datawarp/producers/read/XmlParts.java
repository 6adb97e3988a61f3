package org.datawarp.producers.read;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/** Reads untrusted XML: no DTD, no entity, no address is ever followed. */
final class XmlParts {

    /** Workbooks nest a dozen deep. The parser remembers every open element. */
    private static final int MOST_DEPTH = 256;

    private static final XMLInputFactory FACTORY = factory();

    private XmlParts() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** What to do at each start of an element. */
    interface StartElement {
        void take(XMLStreamReader xml) throws XMLStreamException, IOException;
    }

    static XMLStreamReader open(InputStream in) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(in);
    }

    /** Visits every start of an element; closes the stream. */
    static void eachElement(InputStream in, StartElement visitor) throws XMLStreamException, IOException {
        try (in) {
            XMLStreamReader xml = open(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    refuseDeep(xml);
                    visitor.take(xml);
                }
            }
        }
    }

    /** Skips the current element to its end. */
    static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                refuseDeep(xml);
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    /** For code that walks through elements: a few megabytes can hold ten million nested elements. */
    static void refuseDeep(XMLStreamReader xml) throws XMLStreamException {
        if (xml instanceof XMLStreamReader2 reader && reader.getDepth() > MOST_DEPTH) {
            throw new XMLStreamException("elements are nested more than " + MOST_DEPTH + " deep");
        }
    }

    /** An attribute by its local name, in any namespace: strict and transitional files use different ones. */
    static @Nullable String attribute(XMLStreamReader xml, String localName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (localName.equals(xml.getAttributeLocalName(i))) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    static String attribute(XMLStreamReader xml, String localName, String otherwise) {
        String value = attribute(xml, localName);
        return value == null ? otherwise : value;
    }

    static boolean isTrue(XMLStreamReader xml, String localName) {
        String value = attribute(xml, localName, "");
        return value.equals("1") || value.equals("true") || value.equals("on");
    }
}
