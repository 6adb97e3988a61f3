package org.datawarp.bench.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Who reads. What each gives of a cell differs, and is said beside the figures. */
enum Rival {
    DATAWARP(
            "DataWarp", 256, "types, formats, dates, blank rows", List.of("csv", "xls", "xlsx"), DataWarpReading::read),
    POI_SAX("POI, raw SAX", 256, "texts and shared texts; no formats, no dates", List.of("xlsx"), PoiSaxReading::read),
    POI_FORMATTED(
            "POI, SAX with DataFormatter", 256, "what the cells show", List.of("xlsx"), PoiSaxReading::readFormatted),
    POI_USER_MODEL("POI, user model", 6144, "all of the workbook", List.of("xlsx", "xls"), PoiModelReading::read),
    FASTEXCEL(
            "fastexcel-reader",
            256,
            "texts and shared texts; formats by name",
            List.of("xlsx"),
            FastexcelReading::read),
    FASTCSV("FastCSV", 256, "texts", List.of("csv"), FastCsvReading::read);

    /** How one reads a file to its end. */
    @FunctionalInterface
    interface Reading {

        Count read(Path file) throws Exception;
    }

    /**
     * What was read: the rows with content, and the cells of them that are not blank.
     *
     * @param chars of all cells, so that nobody gets away with not making texts
     */
    record Count(long rows, long cells, long chars) {}

    private final String title;
    private final int heapMegabytes;
    private final String gives;
    private final List<String> extensions;
    private final Reading reading;

    Rival(String title, int heapMegabytes, String gives, List<String> extensions, Reading reading) {
        this.title = title;
        this.heapMegabytes = heapMegabytes;
        this.gives = gives;
        this.extensions = extensions;
        this.reading = reading;
    }

    String title() {
        return title;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** What it gives of a cell. */
    String gives() {
        return gives;
    }

    boolean reads(Path file) {
        return extensions.contains(extension(file));
    }

    /** Whom the others are compared with, for this file. */
    static Rival baseline(Path file) {
        return switch (extension(file)) {
            case "xlsx" -> POI_SAX;
            case "xls" -> POI_USER_MODEL;
            default -> FASTCSV;
        };
    }

    Count read(Path file) throws IOException {
        try {
            return reading.read(file);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Cannot read " + file + " with " + title, e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
