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
 * @param sql already checked by the {@link DataSource#guard guard}
 * @param version the catalogue version to query
 * @param asOf the time to answer for, as the public saw the data then; empty for what is published now
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
