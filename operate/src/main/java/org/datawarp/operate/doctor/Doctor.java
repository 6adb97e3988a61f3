package org.datawarp.operate.doctor;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.datawarp.schemas.setting.StoreSettings;
import org.datawarp.sinks.catalog.PublishedObjects;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreProbe;

/** Checks an installation. Changes nothing, but writes and deletes one small object to try its rights. */
public final class Doctor {

    private static final String START =
            "start DataWarp (./datawarp up), or set where the services are: docs/settings.md";

    private static final String OBJECTS = "objects";

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
        findings.addAll(new ServiceChecks(there, clock).run());
        findings.addAll(store(there.store()));
        return findings;
    }

    /** Compares every object that is published with its digest; takes as long as it takes to read them. */
    public Finding lookAtObjects() {
        if (endpoints.isEmpty()) {
            return Finding.cannotTell(OBJECTS, "no object store is set, and none runs over the data directory", START);
        }
        StoreSettings there = endpoints.get().store();
        try (ObjectStore store = ObjectStore.open(there)) {
            PublishedObjects.Result found =
                    new PublishedObjects(store, settings.dataDirectory().resolve("work")).compare();
            List<String> damage = found.damage();
            return Finding.of(
                    damage.isEmpty(),
                    OBJECTS,
                    damage.isEmpty()
                            ? "%,d are as they were written".formatted(found.objects())
                            : "%d of %,d are not: %s"
                                    .formatted(damage.size(), found.objects(), String.join("; ", damage)),
                    "each as it was written",
                    "start the sink again and look again in some minutes: it writes again what it can; what is left then,"
                            + " while DataWarp is stopped: ./datawarp rebuild --from changes");
        } catch (IOException | RuntimeException e) {
            return Finding.cannotTell(OBJECTS, Finding.reason(e), "see the object store");
        }
    }

    private List<Finding> store(StoreSettings there) {
        try (ObjectStore store = ObjectStore.open(there)) {
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
