package org.datawarp.app.rebuild;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.platform.Pipeline;
import org.datawarp.app.platform.PublishedLake;
import org.datawarp.app.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.catalog.CatalogFile;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.sinks.change.ChangeCapture;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.S3ObjectStore;
import org.datawarp.sinks.object.StoredObject;

/**
 * Has all that is published be written anew, from changes that are captured anew: the change topics keep what every row is,
 * but neither all transactions nor the changes between, so they alone do not give whole versions. Readers keep what they
 * have until the next start swaps in one version with everything. For services on which no role works. Used by one thread.
 */
public final class RebuildingLake implements Rebuild {

    private final Endpoints endpoints;
    private final PrintWriter out;
    private final Optional<Catalog> catalog;
    private final List<String> damage;

    private RebuildingLake(Endpoints endpoints, PrintWriter out, Optional<Catalog> catalog, List<String> damage) {
        this.endpoints = endpoints;
        this.out = out;
        this.catalog = catalog;
        this.damage = List.copyOf(damage);
    }

    /** Finds out what lacks in the bucket: reads every part that the catalogue names. Changes nothing. */
    public static RebuildingLake examine(Settings settings, Endpoints endpoints, PrintWriter out) throws IOException {
        List<String> damage = new ArrayList<>();
        try (ObjectStore store = S3ObjectStore.open(PublishedLake.storeSettings(endpoints.store()))) {
            Optional<StoredObject> stored = store.get(Catalog.KEY);
            if (stored.isEmpty()) {
                return new RebuildingLake(
                        endpoints, out, Optional.empty(), List.of("found no catalogue at %s".formatted(Catalog.KEY)));
            }
            Catalog catalog = CatalogFile.decode(stored.get().bytes());
            Path folder = Files.createDirectories(settings.dataDirectory().resolve("work"));
            for (CatalogDataset dataset : catalog.datasets()) {
                for (Part part : dataset.parts()) {
                    damageOf(part, store, folder).ifPresent(damage::add);
                }
            }
            return new RebuildingLake(endpoints, out, Optional.of(catalog), damage);
        }
    }

    private static Optional<String> damageOf(Part part, ObjectStore store, Path folder) throws IOException {
        Path copy = Files.createTempFile(folder, "part-", ".parquet");
        try {
            if (store.download(part.key(), copy).isEmpty()) {
                return Optional.of("%s is gone".formatted(part.key()));
            }
            String found = ObjectContent.of(copy).sha256();
            return found.equals(part.sha256())
                    ? Optional.empty()
                    : Optional.of("%s has the SHA-256 %s, expected %s".formatted(part.key(), found, part.sha256()));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @Override
    public void show() {
        catalog.ifPresent(known -> out.printf(
                "The catalogue is of version %d: %d datasets in %d parts with %,d rows.%n",
                known.version(),
                known.datasets().size(),
                known.datasets().stream()
                        .mapToInt(dataset -> dataset.parts().size())
                        .sum(),
                known.datasets().stream()
                        .flatMap(dataset -> dataset.parts().stream())
                        .mapToLong(Part::rows)
                        .sum()));
        damage.forEach(out::println);
        if (damage.isEmpty()) {
            out.println("Every part is there as it was written.");
        }
        out.println("All rows that PostgreSQL holds are to be published anew.");
        out.flush();
    }

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public void run() throws IOException {
        CaptureSettings capture = Pipeline.captureSettings(endpoints);
        try {
            ChangeCapture.forgetPosition(capture);
        } catch (SQLException e) {
            throw new IOException("Cannot ask PostgreSQL who follows its changes: " + e.getMessage(), e);
        }
        ChangeCapture.setTransactionsAside(capture);
    }

    @Override
    public String outcome() {
        return "The next ./datawarp up publishes all rows that PostgreSQL holds in one version, in new parts.";
    }
}
