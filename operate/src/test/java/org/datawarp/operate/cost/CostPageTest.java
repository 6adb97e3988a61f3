package org.datawarp.operate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.datawarp.schemas.setting.StoreBudget;
import org.datawarp.sinks.object.BudgetReachedException;
import org.datawarp.sinks.object.CountedObjectStore;
import org.datawarp.sinks.object.DirectoryObjectStore;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.StoreUsage;
import org.datawarp.sinks.object.UsageFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five days before the end of November: 120 hours. */
class CostPageTest {

    private static final Instant NOW = PublishedVisits.NOW;

    @TempDir
    private Path folder;

    private ObjectStore store;

    @BeforeEach
    void putTwoParts() throws IOException {
        store = new DirectoryObjectStore(folder);
        for (int part = 1; part <= 2; part++) {
            store.put(PublishedVisits.part(part), ObjectContent.of(new byte[1_000_000]));
        }
        store.put(PublishedVisits.part(9), ObjectContent.of(new byte[500_000]));
        store.put("another/file", ObjectContent.of(new byte[100_000]));
    }

    /** What a sink uses, noted in the store. */
    private void use(int writes, StoreBudget budget) throws IOException {
        try (StoreUsage usage = StoreUsage.open(store, budget, () -> NOW)) {
            CountedObjectStore counted = new CountedObjectStore(store, usage);
            for (int i = 0; i < writes; i++) {
                counted.put("datasets/visits.json", ObjectContent.of(new byte[10]));
            }
        } catch (BudgetReachedException e) {
            // It is noted; the page says so.
        }
    }

    private CostPage page(StoreBudget budget, double releases) throws IOException {
        BucketContents contents = BucketContents.of(store, PublishedVisits.catalog(2, false));
        Estimate.Publication visits = new Estimate.Publication(
                new ExpectedReleases(PublishedVisits.PUBLICATION, releases, "calendar"),
                new ReleaseHabit(3, 2_000_000, 500_000, 6, 2));
        return new CostPage(Estimate.of(NOW, UsageFile.read(store), contents, List.of(visits), budget));
    }

    private static String text(CostPage page, BiConsumer<CostPage, PrintWriter> print) {
        StringWriter text = new StringWriter();
        print.accept(page, new PrintWriter(text));
        return text.toString();
    }

    private JsonNode json(StoreBudget budget, double releases) throws IOException {
        return new ObjectMapper().readTree(text(page(budget, releases), CostPage::printJson));
    }

    @Test
    void addsWhatIsExpectedToWhatWasUsed() throws IOException {
        use(10, StoreBudget.NONE);

        JsonNode month = json(StoreBudget.NONE, 2);

        assertThat(month.at("/month").asText()).isEqualTo("2026-11");
        assertThat(month.at("/class_a/used").asLong())
                .as("ten writes, a list, and the note of it")
                .isEqualTo(12);
        assertThat(month.at("/class_a/upkeep").asLong()).isEqualTo(120 * 11);
        assertThat(month.at("/class_a/releases").asLong()).isEqualTo(12);
        assertThat(month.at("/class_a/at_end").asLong()).isEqualTo(12 + 1_320 + 12);
        assertThat(month.at("/stored/releases").asLong()).isEqualTo(4_000_000);
        assertThat(month.at("/us_dollars").decimalValue()).isZero();
        assertThat(month.at("/in_bucket/parts/objects").asLong()).isEqualTo(2);
        assertThat(month.at("/in_bucket/older_parts/bytes").asLong()).isEqualTo(500_000);
        assertThat(month.at("/in_bucket/other/bytes").asLong()).isEqualTo(100_000);
    }

    @Test
    void pricesWhatIsBeyondTheAllowance() throws IOException {
        JsonNode month = json(StoreBudget.NONE, 10_000);

        assertThat(month.at("/stored/us_dollars").asText())
                .as("20 GB and a little: ten are free, and the last is paid whole")
                .isEqualTo("0.165");
        assertThat(month.at("/us_dollars").asText()).isEqualTo("0.165");
        assertThat(text(page(StoreBudget.NONE, 10_000), CostPage::print))
                .contains("Estimated for November 2026: 0.17 US dollars", "20.00 GB")
                .contains("Nearest to the end of what is free: stored, 200.0 %");
    }

    @Test
    void saysThatABudgetWillBeReached() throws IOException {
        assertThat(text(page(new StoreBudget(1_000_000_000, 1_200, Long.MAX_VALUE), 1), CostPage::print))
                .contains("The budget of class A will be reached before the end of the month")
                .contains("Raise DATAWARP_BUDGET_CLASS_A")
                .doesNotContain("The budget of stored");
    }

    @Test
    void saysThatPublishingWaitsAndWhatToDo() throws IOException {
        use(100, new StoreBudget(Long.MAX_VALUE, 50, Long.MAX_VALUE));

        CostPage page = page(StoreBudget.NONE, 0);

        assertThat(page.waits()).isTrue();
        assertThat(text(page, CostPage::print))
                .contains(
                        "Publishing waits, since 2026-11-26T00:00:00Z: 30 of class A (writes and lists) calls this month")
                .contains("it continues by itself on the first of the month");
        assertThat(json(StoreBudget.NONE, 0).at("/waits/0/for").asText()).isEqualTo("class_a");
    }

    @Test
    void saysWhenNoSinkHasNotedAnything() throws IOException {
        assertThat(text(page(StoreBudget.NONE, 0), CostPage::print))
                .contains("November 2026 (UTC), day 26 of 30; no sink has noted its calls yet");
        assertThat(page(StoreBudget.NONE, 0).waits()).isFalse();
    }
}
