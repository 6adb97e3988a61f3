package org.datawarp.ask.mcp;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;

/**
 * One question.
 *
 * @param sql has passed the {@link DataSource#guard guard}
 * @param version the catalogue that it is asked of
 * @param asOf names of datasets mean what the public saw then; what is published now when empty
 * @param rows how many are read at most
 */
record Question(String sql, Catalog version, Optional<Instant> asOf, int rows) {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9_]+");

    Question(String sql, Catalog version, int rows) {
        this(sql, version, Optional.empty(), rows);
    }

    /** The datasets whose names are in the statement. */
    List<CatalogDataset> datasets() {
        Set<String> words = words();
        return version.datasets().stream()
                .filter(dataset -> words.contains(dataset.dataset().value()))
                .toList();
    }

    /** Whether a word is in the statement. */
    boolean names(String word) {
        return words().contains(word);
    }

    private Set<String> words() {
        return Set.copyOf(
                BETWEEN_WORDS.splitAsStream(sql.toLowerCase(Locale.ROOT)).toList());
    }
}
