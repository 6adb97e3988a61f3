package org.datawarp.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Every value that a rebuild must bring back.
 *
 * @param raw the raw messages of each partition, in their order
 * @param tables the rows of each dataset and its revisions with their origins, and the facts about releases
 * @param parquet the datasets as they are published
 */
record KeptValues(
        Map<String, List<String>> raw,
        Map<String, List<List<@Nullable Object>>> tables,
        Map<String, List<List<@Nullable Object>>> parquet) {

    private static final String DATASETS =
            "SELECT tablename FROM pg_tables WHERE schemaname = 'data' AND tablename LIKE '%\\_beds%' ORDER BY 1";

    /** Revisions are numbered in no particular order where one promotion makes several. */
    private static final String COLUMNS =
            "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns"
                    + " WHERE table_schema = 'data' AND table_name = '%s'"
                    + " AND column_name <> ALL (CASE WHEN table_name LIKE '%%revisions' THEN '{_key,_revision}' ELSE '{_key}' END::text[])";

    /** Attempts that brought nothing new, or were set aside, leave nothing to query. */
    private static final String RELEASES =
            "SELECT run, publication, release, state, manifest_version, opened_at::text, promoted_at::text, rows,"
                    + " inserted, updated, deleted, rejected, files::text, raw_run FROM datawarp.releases"
                    + " WHERE state IN ('promoted', 'withdrawn') ORDER BY 1";

    private static final String FIRST_PUBLISHED =
            "SELECT dataset, period_start, period_end, run, at::text FROM datawarp.first_published ORDER BY 1, 2, 3";

    private static final String COVERAGE =
            "SELECT dataset, period_start, period_end, release, run FROM datawarp.coverage ORDER BY 1, 2, 3";

    private static final String ROLLBACKS = "SELECT run, dataset, undo, at::text FROM datawarp.rollbacks ORDER BY 1, 2";

    static KeptValues of(RunningStack stack) throws SQLException, IOException {
        Map<String, List<List<@Nullable Object>>> tables = new TreeMap<>();
        Map<String, List<List<@Nullable Object>>> parquet = new TreeMap<>();
        for (List<@Nullable Object> dataset : stack.sql(DATASETS)) {
            String name = String.valueOf(dataset.get(0));
            String columns =
                    String.valueOf(stack.sql(COLUMNS.formatted(name)).get(0).get(0));
            String query = "SELECT " + columns + " FROM %s" + name + " ORDER BY " + columns;
            tables.put(name, stack.sql(query.formatted("data.")));
            parquet.put(name, stack.duckdb(query.formatted("")));
        }
        tables.put("releases", stack.sql(RELEASES));
        tables.put("first published", stack.sql(FIRST_PUBLISHED));
        tables.put("coverage", stack.sql(COVERAGE));
        tables.put("rollbacks", stack.sql(ROLLBACKS));
        return new KeptValues(rawMessages(stack), tables, parquet);
    }

    private static Map<String, List<String>> rawMessages(RunningStack stack) {
        Map<String, List<String>> raw = new TreeMap<>();
        TopicReader reader = new TopicReader(stack.endpoints().kafkaProperties());
        reader.topics().stream()
                .filter(topic -> Topics.RAW_TOPICS.matcher(topic).matches())
                .forEach(topic -> reader.readToEnd(topic, message -> {
                    raw.computeIfAbsent(topic + "-" + message.partition(), partition -> new ArrayList<>())
                            .add(new String(message.key(), StandardCharsets.UTF_8) + " "
                                    + HexFormat.of().formatHex(message.value()));
                    return true;
                }));
        return raw;
    }
}
