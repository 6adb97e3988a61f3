package org.datawarp.bench.soak;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.author.source.SampleSite;
import org.datawarp.bench.soak.SoakCalendar.Publishing;

/**
 * The publishers: each has a page with a link for each release, the newest first. Publications and corrections come
 * from {@link SoakCalendar}. Corrections of the newest release replace the bytes at the same address, without notice.
 * Corrections of older ones appear at a new address, because only the links of old releases are checked. Used by one
 * thread, which closes it.
 */
final class SoakSite implements AutoCloseable {

    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);

    private static final String PUBLICATION_YAML = """
            publication: %s
            title: Generated figures
            publisher: the soak
            licence: none
            landing-page: https://example.org/%s/
            frequency: month
            files:
              mode: discover
              include: ["*figures-*.csv"]
              period-from: file-name
            """;

    private static final String DATASET_YAML = """
            dataset: %s
            title: Generated figures
            description: One row for each organisation, specialty and age band.
            heading-rows: 1
            fields:
              - {name: month, headings: Month, role: period}
              - {name: org_code, headings: Org Code, role: key}
              - {name: org_name, headings: Org Name, role: dimension}
              - {name: age_band, headings: Age Band, role: key}
              - {name: patients, headings: Patients, role: measure, type: integer}
              - {name: mean_wait, headings: Mean Wait, role: measure, type: number}
            """;

    private static final int AGE_BANDS = 19;
    private static final int ONE_IN_CHANGES = 7;

    private final Path folder;
    private final SampleSite site;
    private final List<Map<YearMonth, String>> links = new ArrayList<>();

    private SoakSite(Path folder, SampleSite site) {
        this.folder = folder;
        this.site = site;
    }

    /** @param work where the folders {@code manifests} and {@code site} are created */
    static SoakSite start(Path work, int publications) throws IOException {
        Path folder = Files.createDirectories(work.resolve("site"));
        SoakSite started = new SoakSite(folder, SampleSite.start(folder, 0));
        for (int publication = 0; publication < publications; publication++) {
            String name = name(publication);
            Path manifests = Files.createDirectories(manifests(work).resolve(name));
            Files.writeString(manifests.resolve("publication.yaml"), PUBLICATION_YAML.formatted(name, name));
            String dataset = name.replace('-', '_');
            Files.writeString(manifests.resolve(dataset + ".yaml"), DATASET_YAML.formatted(dataset));
            started.links.add(new TreeMap<>());
        }
        return started;
    }

    static Path manifests(Path work) {
        return work.resolve("manifests");
    }

    static String name(int publication) {
        return "soak-%02d".formatted(publication);
    }

    URI address() {
        return site.address();
    }

    void publish(Publishing publishing) throws IOException {
        Path pages = folder.resolve(name(publishing.publication())).resolve("sample");
        Map<YearMonth, String> own = links.get(publishing.publication());
        String link = link(publishing, own);
        Path file = pages.resolve(link);
        Files.createDirectories(file.resolveSibling("."));
        replace(file, csv(publishing));
        own.put(publishing.month(), link);
        replace(pages.resolve("index.html"), page(publishing.publication(), own));
    }

    private static String link(Publishing publishing, Map<YearMonth, String> links) {
        String file = "figures-" + publishing.month() + ".csv";
        if (publishing.version() == 0) {
            return file;
        }
        boolean isNewest = links.keySet().stream().noneMatch(month -> month.isAfter(publishing.month()));
        return isNewest
                ? links.getOrDefault(publishing.month(), file)
                : "revised-%d/%s".formatted(publishing.version(), file);
    }

    /** A concurrent reader gets either the old or the new text. */
    private static void replace(Path file, String text) throws IOException {
        Path draft = Files.writeString(file.resolveSibling(".draft"), text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String page(int publication, Map<YearMonth, String> links) {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><title>%s</title></head><body><main>%n"
                        .formatted(name(publication)));
        links.entrySet().stream()
                .sorted(Map.Entry.<YearMonth, String>comparingByKey().reversed())
                .forEach(link -> page.append("<p><a href=\"%s\">Figures, %s (CSV)</a></p>%n"
                        .formatted(link.getValue(), WORDS.format(link.getKey()))));
        return page.append("</main></body></html>\n").toString();
    }

    private static String csv(Publishing publishing) {
        StringWriter text = new StringWriter();
        try (BufferedWriter csv = new BufferedWriter(text)) {
            csv.write("Month,Org Code,Org Name,Age Band,Patients,Mean Wait\n");
            String month = WORDS.format(publishing.month());
            for (int row = 0; row < publishing.rows(); row++) {
                csv.write(line(publishing, month, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String line(Publishing publishing, String month, int row) {
        int org = row / AGE_BANDS;
        int age = row % AGE_BANDS;
        int changed = row % ONE_IN_CHANGES == 0 ? publishing.version() : 0;
        int patients = Math.floorMod(31 * (row + 17 * publishing.month().getMonthValue()) + 7 * changed, 5_000);
        return "%s,R%04d,GENERATED NHS TRUST NUMBER %d,%d-%d,%d,%d.%02d%n"
                .formatted(month, org, org, age * 5, age * 5 + 4, patients, patients % 90, row % 100);
    }

    @Override
    public void close() {
        site.close();
    }
}
