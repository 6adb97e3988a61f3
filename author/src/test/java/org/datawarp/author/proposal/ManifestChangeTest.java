package org.datawarp.author.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.manifest.ManifestReader;
import org.datawarp.schemas.manifest.ManifestText;
import org.junit.jupiter.api.Test;

/** A change concerns a release when something that its rows depend on has changed for its time. */
class ManifestChangeTest {

    private static final LocalDate MARCH = LocalDate.of(2025, 3, 31);
    private static final LocalDate APRIL = LocalDate.of(2025, 4, 30);

    private static final String BEDS = """
            dataset: beds
            title: Beds
            description: Beds by provider
            fields:
              - {name: org_code, headings: [Org Code], role: key}
              - {name: beds_open, headings: [Beds open], type: integer, role: measure}
            """;

    private static Manifest manifest(String dataset) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put(ManifestText.PUBLICATION_FILE, """
                publication: beds
                title: Beds
                publisher: NHS England
                licence: OGL-UK-3.0
                landing-page: https://example.org/beds
                frequency: month
                files: {include: ["*.csv"]}
                """);
        files.put("beds.yaml", dataset);
        return new ManifestReader().read(new ManifestText(files));
    }

    private static Map<String, List<String>> effects(String after, LocalDate day) {
        return new ManifestChange(manifest(BEDS), manifest(after)).effectsOn(day);
    }

    @Test
    void textsAndLimitsConcernNone() {
        String after = BEDS.replace("title: Beds", "title: All beds") + "max-rejected: 0.2\nsingle-file: false\n";

        assertThat(effects(after, MARCH)).isEmpty();
    }

    @Test
    void aHeadingConcernsReleasesOfItsTimeOnly() {
        String after = BEDS.replace("[Beds open]", "[Beds open, {text: Open beds, since: 2025-04-01}]");

        assertThat(effects(after, MARCH)).isEmpty();
        assertThat(effects(after, APRIL)).isEqualTo(Map.of("beds", List.of("the column beds_open")));
    }

    @Test
    void namesColumnsThatCameAndWentTypesMarksAndPlaces() {
        assertThat(effects(BEDS.replace("name: beds_open", "name: open_beds"), MARCH))
                .isEqualTo(Map.of("beds", List.of("the new column open_beds", "the column beds_open, which is gone")));
        assertThat(effects(BEDS.replace("type: integer", "type: number"), MARCH))
                .isEqualTo(Map.of("beds", List.of("the column beds_open")));
        assertThat(effects(BEDS + "heading-at: 3\nload: append\n", MARCH))
                .isEqualTo(Map.of("beds", List.of("where its tables are", "what a release replaces")));
    }

    @Test
    void aDatasetThatIsNewOrGoneConcernsAll() {
        String other = BEDS.replace("dataset: beds", "dataset: other_beds");

        assertThat(new ManifestChange(manifest(BEDS), manifest(other))
                        .effectsOn(MARCH)
                        .keySet())
                .containsExactly("beds", "other_beds");
    }
}
