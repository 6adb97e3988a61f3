package org.datawarp.ask.query;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Views for the datasets that a statement does not name, with their columns: DuckDB lists them, and suggests them for a
 * misspelt name. Their data is not fetched, so a statement that does read one fails rather than finding it empty.
 */
final class UnreadTables {

    private static final String MISSING = """
            SELECT dataset, len(parts) = 0, array_to_string(list_transform(columns, c -> printf('CAST(NULL AS %s) AS "%s"',
                CASE c.type.base
                    WHEN 'TEXT' THEN 'VARCHAR'
                    WHEN 'INTEGER' THEN 'BIGINT'
                    WHEN 'NUMBER' THEN 'DOUBLE'
                    WHEN 'DECIMAL' THEN printf('DECIMAL(%d,%d)', c.type.precision, c.type.scale)
                    ELSE c.type.base END, c.name)), ', ')
            FROM catalog
            WHERE len(columns) > 0 AND dataset NOT IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)
            """;

    private static final String UNREAD =
            "error('%s was not fetched: write its name in the statement as in the catalogue')::BOOLEAN";

    private UnreadTables() {}

    /** Adds a view for each dataset of the catalogue that has none. */
    static void addTo(Connection duckdb) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            for (String view : views(statement)) {
                statement.execute(view);
            }
        }
    }

    private static List<String> views(Statement statement) throws SQLException {
        List<String> views = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(MISSING)) {
            while (rows.next()) {
                String name = rows.getString(1);
                String condition = rows.getBoolean(2) ? "false" : UNREAD.formatted(name);
                views.add("CREATE VIEW \"%s\" AS SELECT %s WHERE %s".formatted(name, rows.getString(3), condition));
            }
        }
        return views;
    }
}
