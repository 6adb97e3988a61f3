package org.datawarp.ask.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.setting.StoreSettings;
import org.datawarp.sinks.object.ObjectStore;

/** The published objects: in the folder of the embedded store, or fetched from a store elsewhere and cached. */
public final class PublishedLake {

    /** One thread at a time fetches an object: all would write the same unfinished file. */
    private static final Map<Path, Object> FETCHING = new ConcurrentHashMap<>();

    private PublishedLake() {}

    /** The lake that the settings name, or that the data directory last used. */
    public static Lake of(Settings settings) {
        Path cache = settings.dataDirectory().resolve("cache");
        StoreSettings elsewhere = settings.store();
        if (elsewhere != null) {
            return key -> fetched(elsewhere, cache, key);
        }
        return Endpoints.remembered(settings)
                .map(endpoints -> of(endpoints, cache))
                .orElse(PublishedLake::nothing);
    }

    private static Lake of(Endpoints endpoints, Path cache) {
        if (endpoints.objects().isEmpty()) {
            return key -> fetched(endpoints.store(), cache, key);
        }
        Path folder = Path.of(endpoints.objects());
        return key -> {
            Path file = folder.resolve(key);
            return Files.exists(file) ? file : nothing(key);
        };
    }

    private static Path nothing(String key) throws NoSuchFileException {
        throw new NoSuchFileException(key);
    }

    /** Parts never change, so each is fetched once; the catalogue is fetched each time. */
    private static Path fetched(StoreSettings settings, Path cache, String key) throws IOException {
        Path file = cache.resolve(key).normalize();
        if (!file.startsWith(cache)) {
            throw new IOException("Cannot fetch %s: it points outside %s".formatted(key, cache));
        }
        if (Files.exists(file) && !key.equals(Catalog.KEY)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        synchronized (FETCHING.computeIfAbsent(file, each -> new Object())) {
            return download(settings, key, file);
        }
    }

    private static Path download(StoreSettings settings, String key, Path file) throws IOException {
        try (ObjectStore store = ObjectStore.open(settings)) {
            return store.download(key, file).map(version -> file).orElseThrow(() -> new NoSuchFileException(key));
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }
}
