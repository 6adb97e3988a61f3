package org.datawarp.producers;

import java.util.SortedMap;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;

/** Manifests for tests, read like real ones. */
public final class Manifests {

    private static final String DATASET = """
            dataset: visits
            title: Visits
            description: Visits to organisations
            fields:
              - name: org
                type: text
                role: key
                headings: [Org]
              - name: visits
                type: integer
                role: measure
                headings: [Visits]
            """;

    private Manifests() {}

    /** @param files the body of {@code files:} in publication.yaml, each line indented by two spaces */
    public static ManifestText text(String landingPage, String files) {
        return text(landingPage, "month", files, DATASET);
    }

    /** @param dataset the text of {@code visits.yaml} */
    static ManifestText text(String landingPage, String frequency, String files, String dataset) {
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(ManifestText.PUBLICATION_FILE, """
                publication: visits
                title: Visits
                publisher: Nobody
                licence: OGL-UK-3.0
                landing-page: %s
                frequency: %s
                files:
                """.formatted(landingPage, frequency) + files.indent(2));
        texts.put("visits.yaml", dataset);
        return new ManifestText(texts);
    }

    public static Manifest manifest(String landingPage, String files) {
        return new ManifestReader().read(text(landingPage, files));
    }
}
