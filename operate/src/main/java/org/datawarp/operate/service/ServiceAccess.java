package org.datawarp.operate.service;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.datawarp.platform.service.DatabaseLogin;
import org.datawarp.platform.service.RefusedException;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.schemas.retry.Sleeper;
import org.datawarp.sinks.object.ObjectStoreException;
import org.datawarp.streams.database.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks Kafka, PostgreSQL and the object store before a role starts. It reports at once what waiting cannot fix, and
 * names the setting to change. It waits for a service that does not answer.
 */
final class ServiceAccess {

    /** Its messages also go to the terminal, for the person who started the role. */
    private static final Logger LOG = LoggerFactory.getLogger(ServiceAccess.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Backoff BACKOFF = Backoff.steady(Duration.ofSeconds(2));

    private ServiceAccess() {}

    /**
     * Waits until Kafka answers.
     *
     * @param kafka client properties
     * @throws RefusedException when it refuses the login, or is not to be trusted
     */
    static void awaitKafka(Map<String, Object> kafka) throws InterruptedException {
        while (!answers(kafka)) {
            LOG.warn(RefusedException.unansweredByKafka(kafka));
            Sleeper.THREAD.sleep(BACKOFF.firstPause());
        }
    }

    private static boolean answers(Map<String, Object> kafka) throws InterruptedException {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(properties)) {
            admin.describeCluster().nodes().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException refused) {
                throw RefusedException.byKafka(kafka, refused);
            }
            if (e.getCause() instanceof AuthorizationException) {
                // A user without this permission has still logged in.
                return true;
            }
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IllegalStateException("Cannot query Kafka at " + kafka.get("bootstrap.servers"), e.getCause());
        }
    }

    /**
     * Waits until PostgreSQL answers.
     *
     * @throws RefusedException when it refuses the login, or is not to be trusted
     */
    static void awaitDatabase(Settings.Database database) throws InterruptedException {
        for (Optional<SQLException> silence = login(database); silence.isPresent(); silence = login(database)) {
            LOG.warn(
                    "PostgreSQL at {} does not answer ({}); waiting for it. Check that it runs, POSTGRES_HOST and"
                            + " POSTGRES_PORT.",
                    database,
                    silence.get().getMessage());
            Sleeper.THREAD.sleep(BACKOFF.firstPause());
        }
    }

    /**
     * Retries until PostgreSQL answers: it may stop between a login and the query.
     *
     * @throws RefusedException when it refuses the login, or is not to be trusted
     * @throws DatabaseUnavailableException when it refuses the query
     */
    static void whenDatabaseAnswers(Settings.Database database, Runnable question) throws InterruptedException {
        BACKOFF.call(
                () -> {
                    awaitDatabase(database);
                    question.run();
                    return true;
                },
                failure -> {
                    boolean passes = failure instanceof DatabaseUnavailableException e && e.isRetryable();
                    if (passes) {
                        LOG.warn("{}", failure.getMessage());
                    }
                    return passes;
                },
                Sleeper.THREAD);
    }

    /**
     * Retries until the object store answers.
     *
     * @throws IOException when it refuses, or cannot be used
     */
    static <T> T whenStoreAnswers(Backoff.Attempt<T, IOException> question) throws IOException, InterruptedException {
        return BACKOFF.call(
                question,
                failure -> {
                    boolean passes = failure instanceof ObjectStoreException e && e.isUnanswered();
                    if (passes) {
                        LOG.warn(
                                "The object store does not answer ({}); waiting for it. Check that it runs, and"
                                        + " S3_ENDPOINT.",
                                failure.getMessage());
                    }
                    return passes;
                },
                Sleeper.THREAD);
    }

    /** @return why there is no answer yet; empty when there is one */
    private static Optional<SQLException> login(Settings.Database database) {
        try (Connection connection = DatabaseLogin.open(database, PATIENCE)) {
            return Optional.empty();
        } catch (SQLException e) {
            if (RefusedException.isRefusal(e)) {
                throw RefusedException.byDatabase(database, e);
            }
            return Optional.of(e);
        }
    }
}
