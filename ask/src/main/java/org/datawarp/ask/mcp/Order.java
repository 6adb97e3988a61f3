package org.datawarp.ask.mcp;

import java.util.List;
import java.util.Map;

/**
 * One order for a {@link QueryMain query process}.
 *
 * @param url the database, for JDBC
 * @param properties of the connection
 * @param setup statements of ours that run first
 * @param sql the question
 * @param rows how many are read at most
 */
record Order(String url, Map<String, String> properties, List<String> setup, String sql, int rows) {

    Order {
        properties = Map.copyOf(properties);
        setup = List.copyOf(setup);
    }
}
