package org.datawarp.streams.loader;

import java.util.TreeMap;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;

/** Manifests as people write them. */
public final class TestManifests {

    private static final String PUBLICATION = """
            publication: waits
            title: Waiting times
            publisher: NHS England
            licence: OGL-UK-3.0
            landing-page: https://example.org/waits
            frequency: month
            files:
              include: ['*.xlsx']
            """;

    /** Two keys, a count, a share and a decimal. */
    public static final String WAITS = """
            dataset: waits
            title: Waits
            description: Patients waiting, by provider
            fields:
              - {name: provider, headings: [Provider], role: key}
              - {name: name, headings: [Name], role: dimension}
              - {name: patients, headings: [Patients], type: integer, role: measure}
              - {name: share, headings: [Share], type: number, role: measure, unit: '%'}
              - {name: cost, headings: [Cost], type: 'decimal(10,2)', role: measure}
            """;

    private TestManifests() {}

    public static ManifestText text(String... datasets) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(ManifestText.PUBLICATION_FILE, PUBLICATION);
        for (String dataset : datasets) {
            String name = dataset.lines().findFirst().orElseThrow().substring("dataset: ".length());
            files.put(name + ".yaml", dataset);
        }
        return new ManifestText(files);
    }

    public static Manifest of(String... datasets) {
        return new ManifestReader().read(text(datasets));
    }

    public static Manifest waits() {
        return of(WAITS);
    }
}
