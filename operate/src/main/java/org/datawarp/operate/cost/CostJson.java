package org.datawarp.operate.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.datawarp.operate.cost.Estimate.Line;
import org.datawarp.schemas.setting.R2Price;

/** An estimate as JSON. */
final class CostJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CostJson() {}

    static String text(Estimate estimate) {
        ObjectNode all = JSON.createObjectNode();
        all.put("month", estimate.month().toString());
        estimate.notedAt().ifPresent(at -> all.put("counted_until", at.toString()));
        all.put("prices", R2Price.SOURCE);
        all.put("prices_of", R2Price.AS_OF);
        all.put("us_dollars", estimate.dollars());
        estimate.lines().values().forEach(line -> put(all.putObject(key(line.what())), line));
        ArrayNode waits = all.putArray("waits");
        estimate.waits()
                .forEach(wait -> waits.addObject()
                        .put("for", key(wait.what()))
                        .put("since", wait.since().toString())
                        .put("message", wait.toString()));
        ObjectNode contents = all.putObject("in_bucket");
        for (BucketContents.Kind kind : BucketContents.Kind.values()) {
            BucketContents.Amount amount = estimate.contents().amount(kind);
            contents.putObject(kind.name().toLowerCase(Locale.ROOT))
                    .put("objects", amount.objects())
                    .put("bytes", amount.bytes());
        }
        ArrayNode publications = all.putArray("publications");
        estimate.publications().forEach(publication -> put(publications.addObject(), publication));
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers are JSON", e);
        }
    }

    private static void put(ObjectNode node, Line line) {
        node.put("used", line.used());
        node.put("upkeep", line.upkeep());
        node.put("releases", line.releases());
        node.put("at_end", line.atEnd());
        node.put("free", line.what().free());
        line.budget().ifPresent(most -> node.put("budget", most));
        node.put("us_dollars", line.dollars());
    }

    private static void put(ObjectNode node, Estimate.Publication publication) {
        ReleaseHabit habit = publication.habit();
        node.put("publication", publication.expected().publication().value());
        node.put("releases", publication.expected().number());
        node.put("known_from", publication.expected().from());
        node.put("averaged_versions", habit.from());
        node.put("adds_bytes", Math.round(habit.addedBytes()));
        node.put("rewrites_bytes", Math.round(habit.rewrittenBytes()));
        node.put("class_a", habit.classA());
        node.put("class_b", habit.classB());
    }

    private static String key(R2Price what) {
        return what.name().toLowerCase(Locale.ROOT);
    }
}
