package org.datawarp.operate.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacet;
import io.openlineage.client.OpenLineage.DataQualityAssertionsDatasetFacetAssertions;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.SchemaDatasetFacet;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.operate.lineage.Places.Place;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogHeading;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.row.PublishedFile;
import org.datawarp.schemas.table.Column;
import org.datawarp.streams.release.DatasetResult;
import org.datawarp.streams.release.DatasetStatus;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.ReleaseStatus;
import org.jspecify.annotations.Nullable;

/** Describes files, tables and objects in OpenLineage's terms. Used by one thread. */
final class DatasetFacts {

    private static final String FITS = "rows fit";

    private final OpenLineage words;
    private final Places places;

    DatasetFacts(OpenLineage words, Places places) {
        this.words = words;
        this.places = places;
    }

    /** The files of a load, with the results of its checks. */
    List<InputDataset> files(ReleaseStatus load) {
        return load.files().stream().map(file -> file(load, file)).toList();
    }

    private InputDataset file(ReleaseStatus load, PublishedFile file) {
        Place place = Places.file(file.url());
        return words.newInputDatasetBuilder()
                .namespace(place.namespace())
                .name(place.name())
                .facets(facets(place, file.digest().value())
                        .documentation(words.newDocumentationDatasetFacet(
                                "%s, published on %s".formatted(file.name(), load.page()), "text/plain"))
                        .build())
                .inputFacets(words.newInputDatasetInputFacetsBuilder()
                        .inputStatistics(words.newInputStatisticsInputDatasetFacet(null, file.bytes(), 1L))
                        .dataQualityAssertions(words.newDataQualityAssertionsDatasetFacet(assertions(load)))
                        .build())
                .build();
    }

    /** Whether all rows fit, and each reason why the release is held. */
    private List<DataQualityAssertionsDatasetFacetAssertions> assertions(ReleaseStatus load) {
        List<DataQualityAssertionsDatasetFacetAssertions> assertions = new ArrayList<>();
        assertions.add(words.newDataQualityAssertionsDatasetFacetAssertions(
                FITS, load.counts().rejected() == 0, null));
        load.reasons().stream()
                .map(HoldReason::code)
                .distinct()
                .forEach(code -> assertions.add(
                        words.newDataQualityAssertionsDatasetFacetAssertions(code.toString(), false, null)));
        return assertions;
    }

    /** The tables that a load changed. */
    List<OutputDataset> tables(ReleaseStatus load, List<DatasetStatus> known) {
        List<OutputDataset> tables = new ArrayList<>();
        for (DatasetResult result : load.datasets()) {
            Place place = places.table(result.dataset());
            DatasetFacetsBuilder facets = facets(place, load.run());
            known.stream()
                    .filter(status -> status.dataset().equals(result.dataset()))
                    .findFirst()
                    .ifPresent(status -> facets.schema(schema(status.table().columns())));
            tables.add(output(place, facets, result.inserted() + result.updated(), null, null));
        }
        return tables;
    }

    /**
     * The tables that a load changed and what was published from them, with the headings of their columns.
     *
     * @param catalog the version that published the load
     */
    List<OutputDataset> published(ReleaseStatus load, Catalog catalog) {
        List<OutputDataset> outputs = new ArrayList<>();
        for (DatasetResult result : load.datasets()) {
            Optional<CatalogDataset> found = catalog.datasets().stream()
                    .filter(dataset -> dataset.dataset().equals(result.dataset()))
                    .findFirst();
            found.ifPresent(dataset -> {
                Place table = places.table(result.dataset());
                outputs.add(output(
                        table,
                        facets(table, load.run(), load, dataset),
                        result.inserted() + result.updated(),
                        null,
                        null));
                outputs.add(objects(load, dataset, catalog));
            });
        }
        return outputs;
    }

    /** The bytes are those of the parts that the version wrote. They may include rows of other releases. */
    private OutputDataset objects(ReleaseStatus load, CatalogDataset dataset, Catalog catalog) {
        Place place = places.objects(dataset.dataset());
        Set<String> made = new HashSet<>();
        catalog.changes().stream()
                .filter(changes -> changes.dataset().equals(dataset.dataset()))
                .map(DatasetChanges::newParts)
                .forEach(made::addAll);
        List<Part> parts = dataset.parts().stream()
                .filter(part -> made.contains(part.key()))
                .toList();
        return output(
                place,
                facets(place, Long.toString(catalog.version()), load, dataset),
                parts.stream().mapToLong(Part::rows).sum(),
                parts.stream().mapToLong(Part::bytes).sum(),
                (long) parts.size());
    }

    private OutputDataset output(
            Place place, DatasetFacetsBuilder facets, long rows, @Nullable Long bytes, @Nullable Long files) {
        return words.newOutputDatasetBuilder()
                .namespace(place.namespace())
                .name(place.name())
                .facets(facets.build())
                .outputFacets(words.newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(words.newOutputStatisticsOutputDatasetFacet(rows, bytes, files))
                        .build())
                .build();
    }

    private DatasetFacetsBuilder facets(Place place, String version) {
        return words.newDatasetFacetsBuilder()
                .dataSource(words.newDatasourceDatasetFacet(place.namespace(), source(place)))
                .version(words.newDatasetVersionDatasetFacet(version));
    }

    private static URI source(Place place) {
        return URI.create(place.namespace().equals("file") ? "file:///" : place.namespace());
    }

    private DatasetFacetsBuilder facets(Place place, String version, ReleaseStatus load, CatalogDataset dataset) {
        DatasetFacetsBuilder facets = facets(place, version)
                .documentation(words.newDocumentationDatasetFacet(
                        "%s. %s"
                                .formatted(dataset.title(), dataset.description())
                                .strip(),
                        "text/plain"))
                .schema(schema(dataset.columns()));
        Map<String, List<InputField>> columns = columns(load, dataset);
        if (!columns.isEmpty()) {
            facets.columnLineage(lineage(columns));
        }
        return facets;
    }

    private SchemaDatasetFacet schema(List<Column> columns) {
        return words.newSchemaDatasetFacet(columns.stream()
                .map(column -> words.newSchemaDatasetFacetFieldsBuilder()
                        .name(column.name().value())
                        .type(column.type().toString())
                        .description(column.description())
                        .build())
                .toList());
    }

    private ColumnLineageDatasetFacet lineage(Map<String, List<InputField>> columns) {
        var fields = words.newColumnLineageDatasetFacetFieldsBuilder();
        columns.forEach((column, inputs) -> fields.put(
                column,
                words.newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                        .inputFields(inputs)
                        .build()));
        return words.newColumnLineageDatasetFacetBuilder()
                .fields(fields.build())
                .build();
    }

    /** Only observed headings: those that this load's own files have for a column. */
    private Map<String, List<InputField>> columns(ReleaseStatus load, CatalogDataset dataset) {
        Map<FileDigest, PublishedFile> files = new LinkedHashMap<>();
        load.files().forEach(file -> files.put(file.digest(), file));
        Map<String, List<InputField>> columns = new LinkedHashMap<>();
        for (CatalogHeading heading : dataset.headings()) {
            PublishedFile file = files.get(heading.file());
            if (file != null && heading.release().equals(load.release())) {
                Place place = Places.file(file.url());
                columns.computeIfAbsent(heading.column().value(), column -> new ArrayList<>())
                        .add(words.newInputFieldBuilder()
                                .namespace(place.namespace())
                                .name(place.name())
                                .field("%s!%s".formatted(heading.sheet(), heading.text()))
                                .transformations(List.of(words.newInputFieldTransformationsBuilder()
                                        .type("DIRECT")
                                        .subtype("TRANSFORMATION")
                                        .description("read as the manifest's type; what does not fit is rejected")
                                        .masking(false)
                                        .build()))
                                .build());
            }
        }
        return columns;
    }
}
