package org.datawarp.bench.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.datawarp.bench.chaos.Truth.Version;

/**
 * The publisher: a folder in which releases appear and are replaced by corrected ones, one whole ZIP at a time. One
 * thread publishes; any thread may read the present versions.
 */
final class ChaosSite {

    static final String PUBLICATION = "chaos";

    private static final int NONE = -1;

    private static final String PUBLICATION_YAML = """
            publication: chaos
            title: Generated figures
            publisher: the chaos run
            licence: none
            landing-page: https://example.org/chaos/
            frequency: month
            files:
              mode: discover
              include: ["figures-*.zip"]
              period-from: file-name
            """;

    private static final String DATASET_YAML = """
            dataset: %1$s
            title: Generated figures
            description: One row for each slot.
            sources:
              - member: "%1$s.csv"
            heading-rows: 1
            fields:
              - {name: month, headings: Month, role: period}
              - {name: slot, headings: Slot, role: key, type: integer}
              - {name: patients, headings: Patients, role: measure, type: integer}
            """;

    private final Path folder;
    private final Truth truth;
    private final List<Integer> order;
    private final List<Integer> late;
    private final AtomicIntegerArray newest;
    private int published;
    private int corrected;

    /** @param work where the folders {@code manifests} and {@code site} are created */
    ChaosSite(Path work, ChaosPlan plan, Truth truth) throws IOException {
        this.truth = truth;
        this.order = order(plan);
        this.late = late(plan);
        this.newest = new AtomicIntegerArray(plan.releases());
        for (int release = 0; release < plan.releases(); release++) {
            newest.set(release, NONE);
        }
        this.folder = Files.createDirectories(work.resolve("site").resolve(PUBLICATION));
        Path manifests = Files.createDirectories(work.resolve("manifests").resolve(PUBLICATION));
        Files.writeString(manifests.resolve("publication.yaml"), PUBLICATION_YAML);
        for (String dataset : Truth.DATASETS) {
            Files.writeString(manifests.resolve(dataset + ".yaml"), DATASET_YAML.formatted(dataset));
        }
    }

    /** Releases by month, and each correction anywhere after the release that it corrects. */
    private static List<Integer> order(ChaosPlan plan) {
        Random random = new Random(plan.seed());
        List<Integer> order = new ArrayList<>();
        for (int release = 0; release < plan.releases(); release++) {
            order.add(release);
        }
        for (int i = 0; i < plan.corrections(); i++) {
            int corrected = random.nextInt(plan.releases());
            int after = order.lastIndexOf(corrected) + 1;
            order.add(after + random.nextInt(order.size() - after + 1), corrected);
        }
        return order;
    }

    /** Releases that are corrected after all are loaded: each once, so that no correction hides another. */
    private static List<Integer> late(ChaosPlan plan) {
        List<Integer> late = new ArrayList<>();
        for (int release = 0; release < plan.releases(); release++) {
            late.add(release);
        }
        Collections.shuffle(late, new Random(plan.seed() + 1));
        return late.subList(0, plan.lateCorrections());
    }

    /** Publishes up to this part of everything, except late corrections. */
    void publishUpTo(int part, int parts) throws IOException {
        for (int until = order.size() * part / parts; published < until; published++) {
            publish(order.get(published));
        }
    }

    /** Publishes up to this part of the late corrections. */
    void correctUpTo(int part, int parts) throws IOException {
        for (int until = late.size() * part / parts; corrected < until; corrected++) {
            publish(late.get(corrected));
        }
    }

    private void publish(int release) throws IOException {
        int version = newest.get(release) + 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (int dataset = 0; dataset < Truth.DATASETS.size(); dataset++) {
                zip.putNextEntry(new ZipEntry(Truth.DATASETS.get(dataset) + ".csv"));
                zip.write(csv(new Version(dataset, release, version)).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        // Names that begin with a dot are not listed. Recorded before it is visible.
        Path draft = Files.write(folder.resolve(".draft"), bytes.toByteArray());
        newest.set(release, version);
        Files.move(
                draft,
                folder.resolve("figures-%s.zip".formatted(Truth.month(release))),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private String csv(Version version) {
        String month = String.format(
                Locale.ENGLISH, "%tB %<tY", Truth.month(version.release()).atDay(1));
        StringBuilder csv = new StringBuilder("Month,Slot,Patients\n");
        truth.rows(
                version,
                (slot, patients) -> csv.append(month)
                        .append(',')
                        .append(slot)
                        .append(',')
                        .append(patients)
                        .append('\n'));
        return csv.toString();
    }

    int releases() {
        return newest.length();
    }

    /** The newest version of each release. */
    int[] newest() {
        return IntStream.range(0, releases()).map(newest::get).toArray();
    }

    /** The newest published version of a release; -1 before the first. */
    int newest(int release) {
        return newest.get(release);
    }
}
