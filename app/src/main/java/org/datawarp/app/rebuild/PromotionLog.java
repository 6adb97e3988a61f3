package org.datawarp.app.rebuild;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datawarp.app.tap.TopicReader;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.change.CommitJson;
import org.datawarp.schemas.topic.Topics;

/**
 * What PostgreSQL decided, in the order in which it did.
 *
 * @param commits each once
 */
record PromotionLog(List<Commit> commits) {

    PromotionLog {
        commits = List.copyOf(commits);
    }

    /** @param kafka client properties */
    static PromotionLog read(Map<String, Object> kafka) {
        List<Commit> commits = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        TopicReader reader = new TopicReader(kafka);
        String topic = Topics.promotions().name();
        if (reader.topics().contains(topic)) {
            reader.readToEnd(topic, message -> {
                CommitJson.read(new String(message.value(), StandardCharsets.UTF_8)).stream()
                        .filter(commit -> seen.add(commit.run()))
                        .forEach(commits::add);
                return true;
            });
        }
        return new PromotionLog(commits);
    }
}
