package org.datawarp.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Statistics of beds on pages like publishers' own. The figures of a release start with ten times its month. */
final class BedStatistics {

    /** One page for each financial year; workbooks until March 2025, then CSVs; some of both revised. */
    static final String ARCHIVE = "/statistics/statistical-work-areas/bed-closures/";

    /** One page for each release; the files have the same names in each. */
    static final String SERIES = "/data-and-information/publications/statistical/community-beds";

    /** A collection whose releases have pages elsewhere on the site; their files are shown in a preview too. */
    static final String COLLECTION = "/government/collections/waits-for-a-bed-weekly-statistics";

    private static final String UPLOADS = "/statistics/wp-content/uploads/sites/2/";

    private static final Map<String, Integer> MONTHS = Map.of("april", 4, "may", 5, "june", 6);
    private static final Map<String, String> SERIES_FILES =
            Map.of("april", "/2A/B41C77/", "may", "/91/0F3D52/", "june", "/E4/7C9A10/");
    private static final Map<String, String> MEDIA =
            Map.of("11", "6827a10c54b63d2f9e4e7d1a", "18", "6827b20c54b63d2f9e4e7d1a");

    private BedStatistics() {}

    /** Linked files that are not here must not be requested: they are superseded, or the same data in another form. */
    static void publishArchive(PublisherSite site) throws IOException {
        site.snapshot(ARCHIVE, "england.nhs.uk/bed-closures.html")
                .snapshot(ARCHIVE + "bed-closures-2024-25/", "england.nhs.uk/bed-closures-2024-25.html")
                .snapshot(ARCHIVE + "bed-closures-2025-26/", "england.nhs.uk/bed-closures-2025-26.html")
                .put(ARCHIVE + "data-quality/", PublisherSite.page("Data quality"))
                .put(
                        UPLOADS + "2025/11/February-2025-Bed-Closures-by-provider-revised-F5epgl.xls",
                        workbook("February 2025", 20))
                .put(UPLOADS + "2025/04/March-2025-Bed-Closures-by-provider-98BKJ.xls", workbook("March 2025", 30))
                .put(UPLOADS + "2025/05/Monthly-Bed-Closures-April-2025-qe43dg.csv", csv("Organisation Code", 40))
                .put(UPLOADS + "2025/11/Monthly-Bed-Closures-May-2025-revised-flkg42.csv", csv("Org Code", 50))
                .put(UPLOADS + "2025/07/Monthly-Bed-Closures-June-2025-Dl8t54.csv", csv("Org Code", 60))
                .put(
                        UPLOADS + "2025/08/System-Mapping.csv",
                        "Code,Name,System\nR0A,Northern,QAA\nR1K,Southern,QBB\nRRK,Western,QBB\n");
    }

    private static byte[] workbook(String month, int first) throws IOException {
        return PublisherSite.xls(
                "Provider",
                List.of(
                        List.of("Title:", "Bed closures by provider"),
                        List.of("Period:", month),
                        List.of(""),
                        List.of("Code", "Name", "Beds Closed", "Days Closed"),
                        List.of("Total", "England", 3 * first + 3, 16),
                        List.of("R0A", "Northern", first, 7),
                        List.of("R1K", "Southern", first + 1, "*"),
                        List.of("RRK", "Western", first + 2, 9)));
    }

    private static String csv(String code, int first) {
        return """
                %s,Name,Beds Closed,Days Closed
                R0A,Northern,%d,7
                R1K,Southern,%d,*
                RRK,Western,%d,9
                Total,England,%d,16
                """.formatted(code, first, first + 1, first + 2, 3 * first + 3);
    }

    static void publishSeries(PublisherSite site) throws IOException {
        site.snapshot(SERIES, "digital.nhs.uk/community-beds.html");
        for (Map.Entry<String, Integer> month : MONTHS.entrySet()) {
            String name = month.getKey() + "-2025";
            int first = 10 * month.getValue();
            Map<String, String> members = Map.of(
                    "beds by provider.csv", csv("Org Code", first),
                    "beds by age.csv", "Age,Beds\n0-17,%d\n18-64,200\n65+,3000\n".formatted(first));
            site.snapshot(SERIES + "/" + name, "digital.nhs.uk/community-beds-%s.html".formatted(name))
                    .put(SERIES_FILES.get(month.getKey()) + "Community%20Beds%20CSV.zip", PublisherSite.zip(members));
        }
    }

    static void publishCollection(PublisherSite site) throws IOException {
        site.snapshot(COLLECTION, "gov.uk/bed-waits.html");
        for (Map.Entry<String, String> day : MEDIA.entrySet()) {
            String file = day.getValue() + "/waits-for-a-bed.csv";
            site.snapshot(
                            "/government/statistics/waits-for-a-bed-week-ending-%s-may-2025".formatted(day.getKey()),
                            "gov.uk/bed-waits-%s-may-2025.html".formatted(day.getKey()))
                    .put("/csv-preview/" + file, PublisherSite.page("Preview"))
                    .put(
                            "/media/" + file,
                            "Region code,Region,Waiting\nY60,Midlands,%s\nY63,North East,7\n".formatted(day.getKey()));
        }
    }
}
