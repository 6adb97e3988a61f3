package org.datawarp.ask.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Makes DuckDB answer the same everywhere: the page and the API have an older engine, and a question must have one
 * answer.
 *
 * <p>The page and the API convert or refuse what no setting can align: see {@code docs/sql-dialect.md}.
 */
public final class DuckDbDialect {

    /**
     * Times are in UTC; values become text where text is expected; a division by zero is NULL; ORDER BY 'x' orders
     * nothing.
     */
    public static final List<String> SETTINGS = List.of(
            "SET TimeZone = 'UTC'",
            "SET old_implicit_casting = true",
            "SET ieee_floating_point_ops = false",
            "SET order_by_non_integer_literal = true");

    private DuckDbDialect() {}

    /** Opens an empty database in memory. */
    public static Connection open() throws SQLException {
        Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            return duckdb;
        } catch (SQLException e) {
            duckdb.close();
            throw e;
        }
    }
}
