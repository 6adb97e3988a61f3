package org.datawarp.operate.schedule;

import java.util.Map;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;

/** A publication of a month's visits, on the second Thursday of the month after: January 2026 on 12 February. */
public final class MonthlyVisits {

    private static final String PUBLICATION = """
            publication: visits
            title: Visits
            publisher: An office
            licence: OGL-UK-3.0
            landing-page: https://stats.example/visits/
            frequency: month
            schedule: {lag-months: 1, week: 2, weekday: thursday, time: '09:30'}
            files: {include: '*.csv'}
            """;

    private static final String DATASET = """
            dataset: visits
            title: Visits
            description: Visits
            fields: [{name: org_code, headings: Org, role: key}]
            """;

    private MonthlyVisits() {}

    public static Manifest manifest() {
        return new ManifestReader()
                .read(new ManifestText(
                        new TreeMap<>(Map.of(ManifestText.PUBLICATION_FILE, PUBLICATION, "visits.yaml", DATASET))));
    }
}
