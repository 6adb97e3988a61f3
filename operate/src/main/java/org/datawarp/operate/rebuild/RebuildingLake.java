package org.datawarp.operate.rebuild;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.sinks.catalog.DamagedCatalogException;
import org.datawarp.sinks.catalog.PublishedObjects;
import org.datawarp.sinks.catalog.StoredCatalog;
import org.datawarp.sinks.change.CaptureSettings;
import org.datawarp.sinks.change.ChangeCapture;
import org.datawarp.sinks.object.ObjectStore;

/**
 * Makes the next start publish everything again, from newly captured changes: the change topics keep the latest state
 * of every row, but neither all transactions nor the changes between, so they alone give no complete versions. Readers
 * keep the present version until the next start swaps in one version with everything. No role may be using the
 * services. Used by one thread.
 */
public final class RebuildingLake implements Rebuild {

    private final Endpoints endpoints;
    private final PrintWriter out;
    private final Optional<Catalog> catalog;
    private final List<String> damage;
    private final boolean isUnreadable;

    private RebuildingLake(
            Endpoints endpoints,
            PrintWriter out,
            Optional<Catalog> catalog,
            List<String> damage,
            boolean isUnreadable) {
        this.endpoints = endpoints;
        this.out = out;
        this.catalog = catalog;
        this.damage = List.copyOf(damage);
        this.isUnreadable = isUnreadable;
    }

    /** Finds out what is missing from the bucket: reads every part that the catalogue names. Changes nothing. */
    public static RebuildingLake examine(Settings settings, Endpoints endpoints, PrintWriter out) throws IOException {
        List<String> damage = new ArrayList<>();
        try (ObjectStore store = ObjectStore.open(endpoints.store())) {
            Optional<StoredCatalog> stored = StoredCatalog.find(store);
            if (stored.isEmpty()) {
                damage.add("found no catalogue at %s".formatted(Catalog.KEY));
                return new RebuildingLake(endpoints, out, Optional.empty(), damage, false);
            }
            stored.get().damage().map(Throwable::getMessage).ifPresent(damage::add);
            Catalog catalog = stored.get().catalog();
            PublishedObjects objects =
                    new PublishedObjects(store, settings.dataDirectory().resolve("work"));
            for (CatalogDataset dataset : catalog.datasets()) {
                for (Part part : dataset.parts()) {
                    objects.damageOf(part).ifPresent(damage::add);
                }
            }
            return new RebuildingLake(endpoints, out, Optional.of(catalog), damage, false);
        } catch (DamagedCatalogException e) {
            return new RebuildingLake(endpoints, out, Optional.empty(), List.of(e.getMessage()), true);
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
            out.println("Every part is there and intact.");
        }
        out.println("All rows that PostgreSQL holds would be published again.");
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
        if (isUnreadable) {
            try (ObjectStore store = ObjectStore.open(endpoints.store())) {
                store.delete(Catalog.KEY);
            }
        }
    }

    @Override
    public String outcome() {
        return "The next ./datawarp up will publish all rows that PostgreSQL holds in one version, in new parts.";
    }
}
