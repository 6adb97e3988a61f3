package org.datawarp.app.doctor;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.datawarp.app.metrics.Lag;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.platform.PublishedLake;
import org.datawarp.app.setting.Settings;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.S3ObjectStore;
import org.datawarp.sinks.object.StoreProbe;

/** Looks at an installation. Changes nothing, but writes and deletes one small object to try its rights. */
public final class Doctor {

    private static final String START =
            "start DataWarp (./datawarp up), or set where the services are: docs/settings.md";

    private final Settings settings;
    private final Optional<Endpoints> endpoints;
    private final InstantSource clock;
    private final Map<String, String> environment;

    /**
     * Prepares the checks.
     *
     * @param endpoints where the services are; empty when none are set and none run
     * @param environment as {@link System#getenv()}
     */
    public Doctor(
            Settings settings, Optional<Endpoints> endpoints, InstantSource clock, Map<String, String> environment) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
    }

    /** Checks one thing after the other; each ends within seconds. */
    public List<Finding> look() throws InterruptedException {
        List<Finding> findings = new ArrayList<>(new MachineChecks(settings, environment).run());
        if (endpoints.isEmpty()) {
            findings.add(Finding.cannotTell(
                    "services",
                    "no Kafka, PostgreSQL and object store are set, and none run over the data directory",
                    START));
            return findings;
        }
        Endpoints there = endpoints.get();
        List<Finding> kafka = new KafkaChecks(there.kafkaProperties()).run();
        List<Finding> database = new DatabaseChecks(there.database(), clock).run();
        findings.addAll(kafka);
        findings.addAll(database);
        if (kafka.size() > 1 && database.size() > 1) {
            findings.addAll(work(there));
        }
        findings.addAll(store(there.store()));
        return findings;
    }

    private static List<Finding> work(Endpoints there) throws InterruptedException {
        try (Admin admin = Admin.create(there.kafkaProperties())) {
            return new WorkChecks(there.database(), new Lag(admin)).run();
        } catch (ExecutionException | TimeoutException e) {
            return List.of(Finding.cannotTell("lag", Finding.reason(e), "look again in a minute"));
        }
    }

    private List<Finding> store(Settings.Store there) {
        try (ObjectStore store = S3ObjectStore.open(PublishedLake.storeSettings(there))) {
            StoreProbe.check(store);
            return List.of(
                    Finding.ok("object store", there + ": an object was written, read, replaced and deleted"),
                    new BudgetCheck(settings.budget(), clock).of(store));
        } catch (IOException | RuntimeException e) {
            return List.of(Finding.problem(
                    "object store",
                    "%s: %s".formatted(there, Finding.reason(e)),
                    "an object can be written, read, replaced under a condition, listed and deleted",
                    "see that it runs and the bucket exists, and that the key of S3_ACCESS_KEY_ID has Object Read & Write"
                            + " for it"));
        }
    }
}
