package org.datawarp.producers.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * The parts of an XLSX or XLSB file and how they refer to each other. The caller that opens it closes it; one thread.
 */
final class XlsxPackage implements Closeable {

    private static final String USUAL_WORKBOOK = "xl/workbook.xml";
    private static final String BINARY_WORKBOOK = "xl/workbook.bin";

    private final ZipArchive zip;
    private final String where;
    private final Map<String, ZipArchiveEntry> parts = new HashMap<>();
    private final String workbook;
    private final Map<String, Relation> relations;

    /**
     * One part's reference to another.
     *
     * @param type the last word of its type, such as {@code worksheet}
     */
    record Relation(String id, String type, String part) {}

    private XlsxPackage(ZipArchive zip, String where) throws IOException, XMLStreamException {
        this.zip = zip;
        this.where = where;
        // Of two parts with one name, the first counts, as for programs that search from the front.
        zip.entries().forEach(entry -> parts.putIfAbsent(partName(entry.getName()), entry));
        this.workbook = relations("").values().stream()
                .filter(relation -> relation.type().equals("officeDocument"))
                .map(Relation::part)
                .findFirst()
                .orElse(parts.containsKey(BINARY_WORKBOOK) ? BINARY_WORKBOOK : USUAL_WORKBOOK);
        this.relations = relations(workbook);
    }

    static XlsxPackage open(Path file, String where, ReadLimits limits) throws IOException, XMLStreamException {
        ZipArchive zip = ZipArchive.open(file, where, limits);
        try {
            return new XlsxPackage(zip, where);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    InputStream workbook() throws IOException {
        return part(workbook);
    }

    /** The part that the workbook refers to by this type, if it has one. */
    Optional<InputStream> partOfType(String type) throws IOException {
        for (Relation relation : relations.values()) {
            if (relation.type().equals(type) && parts.containsKey(partName(relation.part()))) {
                return Optional.of(part(relation.part()));
            }
        }
        String usual = folder() + type + (workbook.endsWith(".bin") ? ".bin" : ".xml");
        return relations.isEmpty() && parts.containsKey(partName(usual)) ? Optional.of(part(usual)) : Optional.empty();
    }

    /** The path of a sheet when the workbook does not give it. */
    String usualSheet(int number) {
        return folder() + "worksheets/sheet" + number + (workbook.endsWith(".bin") ? ".bin" : ".xml");
    }

    private String folder() {
        return workbook.substring(0, workbook.lastIndexOf('/') + 1);
    }

    Optional<Relation> relation(String id) {
        return Optional.ofNullable(relations.get(id));
    }

    /** @throws UnreadableFileException when the package has no such part */
    InputStream part(String name) throws IOException {
        return zip.open(entry(name));
    }

    /** The same part, for code that reads ahead in it. */
    InputStream partAgain(String name) throws IOException {
        return zip.openAgain(entry(name));
    }

    private ZipArchiveEntry entry(String name) throws UnreadableFileException {
        ZipArchiveEntry entry = parts.get(partName(name));
        if (entry == null) {
            throw new UnreadableFileException(
                    UnreadableReason.MALFORMED, where, "no part " + name, "the part that the workbook refers to");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Map<String, Relation> relations(String source) throws IOException, XMLStreamException {
        int slash = source.lastIndexOf('/');
        String folder = source.substring(0, slash + 1);
        ZipArchiveEntry entry = parts.get(partName(folder + "_rels/" + source.substring(slash + 1) + ".rels"));
        Map<String, Relation> found = new LinkedHashMap<>();
        if (entry != null) {
            XmlParts.eachElement(zip.open(entry), xml -> {
                // A part outside the file is ignored: its address is never opened.
                boolean inside = !XmlParts.attribute(xml, "TargetMode", "").equals("External");
                if (xml.getLocalName().equals("Relationship") && inside) {
                    String type = XmlParts.attribute(xml, "Type", "");
                    String id = XmlParts.attribute(xml, "Id", "");
                    String part = target(folder, XmlParts.attribute(xml, "Target", ""));
                    found.putIfAbsent(id, new Relation(id, type.substring(type.lastIndexOf('/') + 1), part));
                }
            });
        }
        return found;
    }

    /** Some writers give the path from the top without its leading slash. */
    private String target(String folder, String target) {
        String part = resolved(folder, target);
        String fromTop = resolved("", target);
        return !parts.containsKey(partName(part)) && parts.containsKey(partName(fromTop)) ? fromTop : part;
    }

    private static String resolved(String folder, String target) {
        String path = target.replace('\\', '/');
        Deque<String> steps = new ArrayDeque<>();
        for (String step : (path.startsWith("/") ? path : folder + path).split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    private static String partName(String name) {
        String path = name.replace('\\', '/');
        return (path.startsWith("/") ? path.substring(1) : path).toLowerCase(Locale.ROOT);
    }
}
