package org.datawarp.platform.setting;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.datawarp.schemas.setting.DatabaseSettings;
import org.datawarp.schemas.setting.PollSettings;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.schemas.setting.StoreSettings;
import org.jspecify.annotations.Nullable;

/**
 * All settings, read and checked.
 *
 * @param source where publication pages are
 * @param polling how often they are checked
 * @param partitions of each raw topic
 * @param trustedHosts {@code host:port} in private networks that files may be fetched from
 * @param room how far fetching may run ahead
 * @param budget how much of the object store may be used
 * @param worker the Worker on this machine
 * @param kafka client properties of an outside Kafka; null to start one here
 * @param database an outside PostgreSQL; null to start one here
 * @param store an outside object store; null to start one here
 */
public record Settings(
        Path dataDirectory,
        Path manifests,
        SourceSetting source,
        Polling polling,
        int partitions,
        List<String> trustedHosts,
        Room room,
        StoreBudget budget,
        Worker worker,
        @Nullable Map<String, String> kafka,
        @Nullable Database database,
        @Nullable StoreSettings store) {

    public Settings {
        trustedHosts = List.copyOf(trustedHosts);
        kafka = kafka == null ? null : Map.copyOf(kafka);
    }

    /** Without any secret. */
    @Override
    public String toString() {
        return "data in %s, manifests in %s, source %s, checked %s, %d partitions, trusted hosts %s, %s, %s, %s, Kafka %s, PostgreSQL %s, store %s"
                .formatted(
                        dataDirectory,
                        manifests,
                        source,
                        polling,
                        partitions,
                        trustedHosts,
                        room,
                        budget,
                        worker,
                        kafka == null ? "here" : kafka.get("bootstrap.servers"),
                        database == null ? "here" : database,
                        store == null ? "here" : store);
    }

    /** Where publication pages are. */
    public record SourceSetting(
            Kind kind, @Nullable URI address, @Nullable Path folder) {

        /** The kinds of source. */
        public enum Kind {
            SAMPLES,
            LIVE,
            FOLDER,
            ADDRESS
        }

        /** Whether these are the publishers' own pages. */
        public boolean isLive() {
            return kind == Kind.LIVE;
        }

        /** For a person. */
        @Override
        public String toString() {
            return switch (kind) {
                case SAMPLES -> "the bundled samples";
                case LIVE -> "the publishers' pages";
                case FOLDER -> String.valueOf(folder);
                case ADDRESS -> String.valueOf(address);
            };
        }
    }

    /**
     * How far fetching may run ahead of the later steps.
     *
     * @param mostRows that are sent and not loaded
     * @param mostChanges that are captured and not in the catalogue
     * @param mostLogBytes of PostgreSQL's log that are kept for capture
     * @param leastFreeBytes on the disk of the data directory
     */
    public record Room(long mostRows, long mostChanges, long mostLogBytes, long leastFreeBytes) {}

    /**
     * How often pages are checked.
     *
     * @param every how often, in place of calendars; null to use calendars
     * @param calendar how often by calendars
     * @param halfWindow the least time before and after a release's expected time in which pages are checked closely
     * @param contact where publishers find out who reads their pages
     */
    public record Polling(@Nullable Duration every, PollSettings calendar, Duration halfWindow, String contact) {

        public static final Duration DEFAULT_HALF_WINDOW = Duration.ofMinutes(10);

        /** At a steady pace, with every default. */
        public static Polling every(Duration pace) {
            PollSettings calendar = new PollSettings(
                    PollSettings.DEFAULT_BETWEEN, PollSettings.DEFAULT_UNKNOWN, PollSettings.DEFAULT_CLOSE);
            return new Polling(pace, calendar, DEFAULT_HALF_WINDOW, Setting.DATAWARP_CONTACT.fallback());
        }

        /** For a person. */
        @Override
        public String toString() {
            return every == null
                    ? "by their calendars: ./datawarp calendar"
                    : "every %d seconds".formatted(every.toSeconds());
        }
    }

    /**
     * The Worker on this machine: web page, API and MCP server.
     *
     * @param folder its sources
     * @param port that it listens on; 0 for a free one, the same at every start while it is free
     * @param publicUrl where readers find it, without a path; null when not known
     * @param trustedProxies addresses, or blocks such as {@code 10.0.0.0/8}, whose forwarded headers are trusted
     */
    public record Worker(Path folder, int port, @Nullable URI publicUrl, List<String> trustedProxies) {

        public Worker {
            trustedProxies = List.copyOf(trustedProxies);
        }

        /** Its environment variables, except those of its store. */
        public Map<String, String> environment() {
            return Map.of(
                    Setting.PUBLIC_URL.name(),
                    publicUrl == null ? "" : publicUrl.toString(),
                    Setting.TRUSTED_PROXIES.name(),
                    String.join(",", trustedProxies));
        }
    }

    /**
     * A PostgreSQL database.
     *
     * @param tls how the connection is encrypted and whom it trusts, by the names of its driver; what is missing is the
     *     driver's default
     */
    public record Database(String host, int port, String name, String user, String password, Map<String, String> tls) {

        public Database {
            tls = Map.copyOf(tls);
        }

        /** Without user and password. */
        public String jdbcUrl() {
            String properties = new TreeMap<>(tls)
                    .entrySet().stream()
                            .map(property -> property.getKey() + "="
                                    + URLEncoder.encode(property.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&"));
            return "jdbc:postgresql://%s:%d/%s%s"
                    .formatted(host, port, name, properties.isEmpty() ? "" : "?" + properties);
        }

        /** What logs in to it. */
        public DatabaseSettings settings() {
            return new DatabaseSettings(jdbcUrl(), user, password);
        }

        /** The same database as another user. */
        public Database as(String otherUser, String itsPassword) {
            return new Database(host, port, name, otherUser, itsPassword, tls);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "jdbc:postgresql://%s:%d/%s as %s".formatted(host, port, name, user);
        }
    }
}
