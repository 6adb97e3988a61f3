package org.datawarp.ask.mcp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.CatalogRelease;

/** Says how to cite datasets, with the files behind them. */
final class Citation {

    private static final int FILE_TOKENS = 1000;

    private Citation() {}

    /** @param asOf the time as of which the question was asked; empty for now */
    static String of(List<CatalogDataset> datasets, Catalog version, Optional<Instant> asOf) {
        String asked = "DataWarp catalogue version %d of %s"
                .formatted(version.version(), version.committedAt().toString().substring(0, 10));
        String citation = datasets.isEmpty()
                ? "No dataset was asked; %s.".formatted(asked)
                : "%s.%s %s."
                        .formatted(
                                datasets.stream()
                                        .map(dataset -> new DatasetFacts(dataset).citation())
                                        .collect(Collectors.joining("; ")),
                                asOf.map(" As published by %s."::formatted).orElse(""),
                                asked);
        List<String> words = new ArrayList<>(List.of(citation));
        datasets.stream()
                .map(dataset -> new DatasetFacts(dataset).attribution())
                .distinct()
                .forEach(words::add);
        List<String> files = files(datasets);
        List<String> lines = AgentText.fitting(files, FILE_TOKENS);
        return String.join(
                "\n",
                AgentText.fenced(
                        words.stream().map(line -> AgentText.cell(line, 1000)).toList()),
                "Files, the latest first (%d of %d):".formatted(lines.size(), files.size()),
                AgentText.fenced(AgentTools.headed("dataset\trelease\tfile\tsha256\turl", lines)));
    }

    private static List<String> files(List<CatalogDataset> datasets) {
        List<String> files = new ArrayList<>();
        for (CatalogDataset dataset : datasets) {
            for (CatalogRelease release : dataset.releases()) {
                release.files()
                        .forEach(file -> files.add(List.of(
                                        dataset.dataset().value(),
                                        release.release().value(),
                                        file.name(),
                                        file.digest().toString(),
                                        file.url())
                                .stream()
                                .map(text -> AgentText.cell(text, 300))
                                .collect(Collectors.joining("\t"))));
            }
        }
        Collections.reverse(files);
        return files;
    }
}
