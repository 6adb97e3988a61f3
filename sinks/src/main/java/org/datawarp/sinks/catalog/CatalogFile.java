package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.DatasetChanges;
import org.datawarp.sinks.parquet.RecordFile;

/** The catalogue as a Parquet file: one row for each dataset, and facts about the whole in the footer. */
public final class CatalogFile {

    /** The footer's key for {@link Footer} as JSON. */
    static final String FOOTER = "datawarp.catalog";

    private static final RecordFile<CatalogDataset> ROWS = RecordFile.of(CatalogDataset.class);

    private CatalogFile() {}

    /**
     * Facts about the whole catalogue.
     *
     * @param changes what the version changed: the log of changes is written from it, even after a crash
     * @param writer who wrote it: by this, a writer whose reply was lost recognises its own commit
     */
    record Footer(
            long version,
            Instant committedAt,
            long transactionsOffset,
            long endLsn,
            List<DatasetChanges> changes,
            String writer) {}

    /** @param writer different for every writer, also over time */
    static byte[] encode(Catalog catalog, String writer) throws IOException {
        Footer footer = new Footer(
                catalog.version(),
                catalog.committedAt(),
                catalog.transactionsOffset(),
                catalog.endLsn(),
                catalog.changes(),
                writer);
        return OwnDigest.sign(ROWS.write(
                catalog.datasets(),
                Map.of(FOOTER, Json.MAPPER.writeValueAsString(footer), OwnDigest.KEY, OwnDigest.BLANK)));
    }

    /** @throws DamagedCatalogException if the bytes are not a catalogue, or not as {@link #encode} made them */
    public static Catalog decode(byte[] bytes) throws IOException {
        Optional<String> problem = OwnDigest.problem(bytes);
        if (problem.isPresent()) {
            throw new DamagedCatalogException(problem.get(), null);
        }
        try {
            return parsed(bytes);
        } catch (IOException | RuntimeException e) {
            throw new DamagedCatalogException(
                    "%,d bytes that are no catalogue: %s".formatted(bytes.length, e.getMessage()), e);
        }
    }

    private static Catalog parsed(byte[] bytes) throws IOException {
        String json = RecordFile.metadata(bytes).get(FOOTER);
        if (json == null) {
            throw new IOException("a Parquet file without \"%s\" in its footer".formatted(FOOTER));
        }
        Footer footer = Json.MAPPER.readValue(json, Footer.class);
        return new Catalog(
                footer.version(),
                footer.committedAt(),
                footer.transactionsOffset(),
                footer.endLsn(),
                ROWS.read(bytes),
                footer.changes());
    }
}
