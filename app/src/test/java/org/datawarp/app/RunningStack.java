package org.datawarp.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.datawarp.app.role.FetchRole;
import org.datawarp.app.role.Loading;
import org.datawarp.operate.release.Published;
import org.datawarp.operate.release.ReleaseWatch.Followed;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.operate.service.Services;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.service.StopSignal;
import org.datawarp.platform.setting.Setting;
import org.datawarp.platform.setting.Settings;
import org.datawarp.platform.setting.SettingsReader;
import org.datawarp.producers.ReleaseChoice;
import org.datawarp.producers.ReleaseOutcome;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.CatalogDataset;
import org.datawarp.schemas.event.EventLog;
import org.datawarp.schemas.manifest.PublicationManifest;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.streams.release.ReleaseState;
import org.datawarp.streams.release.ReleaseStore;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@code datawarp up} starts, in this process: Kafka, PostgreSQL, the object store and all roles.
 *
 * <p>Owned and closed by the test class that started it; used by one thread.
 */
final class RunningStack implements AutoCloseable {

    private static final EventLog UNHEARD = event -> {};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration COPIES_PATIENCE = Duration.ofMinutes(1);

    private final Settings settings;
    private final StopSignal stop = new StopSignal();
    private final Services services;
    private final Pipeline pipeline;
    private final FetchRole fetch;
    private final Published published;
    private @Nullable Connection postgres;
    private @Nullable PublishedParquet parquet;

    private RunningStack(Settings settings, Set<Role> roles)
            throws IOException, InterruptedException, TimeoutException {
        this.settings = settings;
        sharePrograms(settings.dataDirectory());
        this.services = Services.start(settings);
        try {
            Endpoints endpoints = services.endpoints();
            this.pipeline = Pipeline.start(roles, settings, endpoints, UNHEARD, stop::fail);
            this.fetch = FetchRole.start(settings, endpoints, UNHEARD, stop);
            this.published = Published.of(endpoints);
        } catch (IOException | InterruptedException | TimeoutException | RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** PostgreSQL's programs are unpacked once for all tests, and not into each data directory. */
    private static void sharePrograms(Path dataDirectory) throws IOException {
        Path programs = Files.createDirectories(Path.of("target", "pgbin")).toAbsolutePath();
        Path link = Files.createDirectories(dataDirectory).resolve("pgbin");
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, programs);
        }
    }

    /** @param source as the option {@code --source} takes it */
    static RunningStack start(Path dataDirectory, Path manifests, String source)
            throws IOException, InterruptedException, TimeoutException {
        return start(dataDirectory, manifests, source, Map.of());
    }

    /** @param environment names the services to use; those that it does not name are started in this process */
    static RunningStack start(Path dataDirectory, Path manifests, String source, Map<String, String> environment)
            throws IOException, InterruptedException, TimeoutException {
        return start(read(dataDirectory, manifests, source, environment));
    }

    private static Settings read(Path dataDirectory, Path manifests, String source, Map<String, String> environment) {
        return SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR, dataDirectory.toString(),
                        Setting.DATAWARP_MANIFESTS, manifests.toString(),
                        Setting.DATAWARP_SOURCE, source),
                environment,
                Path.of("."));
    }

    /** @param settings name the services to use, or none of them */
    static RunningStack start(Settings settings) throws IOException, InterruptedException, TimeoutException {
        return new RunningStack(settings, EnumSet.allOf(Role.class));
    }

    /** @param roles those that run in this process */
    static RunningStack start(Path dataDirectory, Path manifests, String source, Set<Role> roles)
            throws IOException, InterruptedException, TimeoutException {
        return new RunningStack(read(dataDirectory, manifests, source, Map.of()), roles);
    }

    /**
     * Checks every publication once and fetches what has changed, without waiting for the result.
     *
     * @return how many releases have changed since the last time
     */
    long fetchOnce() throws IOException {
        long changed = 0;
        for (PublicationManifest manifest : PublicationManifest.readAll(settings.manifests())) {
            changed += fetch.fetch(manifest, ReleaseChoice.CHANGED).releases().stream()
                    .filter(release -> release.state() != ReleaseOutcome.State.UNCHANGED)
                    .count();
        }
        return changed;
    }

    /** Loads what has changed, and waits until all of it is visible or held. */
    Map<String, ReleaseState> load() throws IOException, InterruptedException {
        return load(ReleaseChoice.CHANGED);
    }

    /** Sends every release again, changed or not, and waits until each is visible or held. */
    Map<String, ReleaseState> loadAgain() throws IOException, InterruptedException {
        return load(new ReleaseChoice(Optional.empty(), ReleaseChoice.Unchanged.PUBLISH_AGAIN));
    }

    /** @return how each release ended, by {@code <publication> <release>} */
    private Map<String, ReleaseState> load(ReleaseChoice choice) throws IOException, InterruptedException {
        List<PublicationManifest> manifests = PublicationManifest.readAll(settings.manifests());
        Loading loading = new Loading(fetch, published.watch(manifests));
        loading.bring(manifests, choice);
        Map<String, ReleaseState> states = new TreeMap<>();
        for (Followed release : loading.await(stop)) {
            states.put(
                    release.status().publication() + " " + release.status().release(),
                    release.status().state());
        }
        stop.failure().ifPresent(failure -> {
            throw new AssertionError("A role cannot continue", failure);
        });
        if (!loading.unfetched().isEmpty()) {
            throw new AssertionError("Some publications could not be fetched: " + loading.unfetched());
        }
        List<ReleaseOutcome> failed = loading.found().stream()
                .flatMap(publication -> publication.releases().stream())
                .filter(release -> release.state() == ReleaseOutcome.State.FAILED)
                .toList();
        if (!failed.isEmpty()) {
            throw new AssertionError("Some releases could not be published: " + failed);
        }
        return states;
    }

    /** Why a role could not continue. */
    Optional<Throwable> failure() {
        return stop.failure();
    }

    Settings settings() {
        return settings;
    }

    Endpoints endpoints() {
        return services.endpoints();
    }

    Path dataDirectory() {
        return settings.dataDirectory();
    }

    /** The folder of the bucket. */
    Path objects() {
        return Path.of(services.endpoints().objects());
    }

    Catalog catalog() throws IOException {
        return published.catalog();
    }

    ReleaseStore releases() {
        return published.releases();
    }

    /** Asks PostgreSQL. */
    List<List<@Nullable Object>> sql(String query) throws SQLException {
        Connection connection = postgres;
        if (connection == null) {
            Settings.Database database = services.endpoints().database();
            connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
            postgres = connection;
        }
        return SqlRows.of(connection, query);
    }

    /** Asks DuckDB, which knows {@code catalog} and each dataset by its name, as the catalogue names its parts now. */
    List<List<@Nullable Object>> duckdb(String query) throws SQLException, IOException {
        PublishedParquet parquet = published();
        return SqlRows.of(parquet.connection(), query);
    }

    private PublishedParquet published() throws SQLException, IOException {
        Catalog now = catalog();
        PublishedParquet known = parquet;
        if (known != null && known.version() == now.version()) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        PublishedParquet opened = PublishedParquet.open(objects(), now);
        parquet = opened;
        return opened;
    }

    /** A dataset's metadata, published for clients that do not read Parquet. */
    JsonNode metadata(DatasetName dataset) throws IOException {
        Path file = objects().resolve(CatalogDataset.metadataKey(dataset));
        return Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.missingNode();
    }

    /** The metadata and the single-file copies follow the catalogue: waits until they are of its version. */
    void awaitCopies() {
        Awaitility.await("copies of the catalogue's version")
                .atMost(COPIES_PATIENCE)
                .until(() -> catalog().datasets().stream().allMatch(this::isCopied));
    }

    private boolean isCopied(CatalogDataset dataset) {
        try {
            return metadata(dataset.dataset()).path("version").asLong() == dataset.version();
        } catch (IOException e) {
            // The object is being replaced: ask again.
            return false;
        }
    }

    /** Stops the roles. The services keep running, and can be queried for what was written. */
    void stopRoles() {
        pipeline.close();
    }

    @Override
    public void close() throws IOException, SQLException {
        stop.set();
        if (parquet != null) {
            parquet.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        try (services;
                pipeline;
                fetch) {
            published.close();
        }
    }
}
