package org.datawarp.bench.reading;

import java.nio.file.Path;

/** The compared readers. They return different things for a cell; the report says which. */
enum Rival {
    DATAWARP("DataWarp", 256, "types, formats, dates, blank rows", "csv xls xlsx"),
    POI_SAX("POI, raw SAX", 256, "texts and shared texts; no formats, no dates", "xlsx"),
    POI_FORMATTED("POI, SAX with DataFormatter", 256, "what the cells show", "xlsx"),
    POI_USER_MODEL("POI, user model", 6144, "all of the workbook", "xlsx xls"),
    FASTEXCEL("fastexcel-reader", 256, "texts and shared texts; formats by name", "xlsx"),
    FASTCSV("FastCSV", 256, "texts", "csv");

    /**
     * What was read: the rows with content, and their cells that are not blank.
     *
     * @param chars of all cells, so that every rival must create the texts
     */
    record Count(long rows, long cells, long chars) {}

    private final String title;
    private final int heapMegabytes;
    private final String gives;
    private final String extensions;

    Rival(String title, int heapMegabytes, String gives, String extensions) {
        this.title = title;
        this.heapMegabytes = heapMegabytes;
        this.gives = gives;
        this.extensions = extensions;
    }

    String title() {
        return title;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** What it returns for a cell. */
    String gives() {
        return gives;
    }

    boolean reads(Path file) {
        return (" " + extensions + " ").contains(" " + extension(file) + " ");
    }

    /** The rival that the others are compared with, for this file. */
    static Rival baseline(Path file) {
        return switch (extension(file)) {
            case "xlsx" -> POI_SAX;
            case "xls" -> POI_USER_MODEL;
            default -> FASTCSV;
        };
    }

    /** Reads the file to its end. */
    Count read(Path file) throws Exception {
        return switch (this) {
            case DATAWARP -> DataWarpReading.read(file);
            case POI_SAX -> PoiSaxReading.read(file);
            case POI_FORMATTED -> PoiSaxReading.readFormatted(file);
            case POI_USER_MODEL -> PoiModelReading.read(file);
            case FASTEXCEL -> FastexcelReading.read(file);
            case FASTCSV -> FastCsvReading.read(file);
        };
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
