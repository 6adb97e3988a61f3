package org.datawarp.ask.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.platform.text.TextTable;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Writes the rows of an answer. CSV and JSON are streamed; a table is collected first. */
final class ResultWriter {

    /** The most rows of a table on a terminal; CSV and JSON have no limit. */
    private static final int MOST_TABLE_ROWS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final PrintWriter out;

    ResultWriter(PrintWriter out) {
        this.out = out;
    }

    void write(ResultSet rows, ResultFormat format) throws SQLException, IOException {
        switch (format) {
            case TABLE -> table(rows);
            case CSV -> csv(rows);
            case JSON -> json(rows);
        }
        out.flush();
    }

    private void table(ResultSet rows) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> heading = new ArrayList<>();
        List<TextTable.Side> sides = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            heading.add(columns.getColumnLabel(i));
            sides.add(isNumber(columns.getColumnType(i)) ? TextTable.Side.RIGHT : TextTable.Side.LEFT);
        }
        TextTable table = new TextTable(sides, heading);
        int count = 0;
        while (count < MOST_TABLE_ROWS && rows.next()) {
            table.add(cells(rows));
            count++;
        }
        out.print(table);
        boolean more = count == MOST_TABLE_ROWS && rows.next();
        String rowsGiven = count == 1 ? "(1 row)%n" : "(%,d rows)%n";
        out.printf(more ? "(the first %,d rows; --format csv gives all)%n" : rowsGiven, count);
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> true;
            default -> false;
        };
    }

    private void csv(ResultSet rows) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> heading = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            heading.add(quoted(columns.getColumnLabel(i)));
        }
        out.println(String.join(",", heading));
        while (rows.next()) {
            out.println(String.join(
                    ",", cells(rows).stream().map(ResultWriter::quoted).toList()));
        }
    }

    /** RFC 4180. */
    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static List<String> cells(ResultSet rows) throws SQLException, IOException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            Object value = plain(rows.getObject(i));
            cells.add(text(value));
        }
        return cells;
    }

    private static String text(@Nullable Object value) throws IOException {
        if (value == null) {
            return "";
        }
        if (value instanceof Map || value instanceof List) {
            return JSON.writeValueAsString(value);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private void json(ResultSet rows) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        String separator = "[";
        while (rows.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), plain(rows.getObject(i)));
            }
            out.println(separator);
            out.print("  " + JSON.writeValueAsString(row));
            separator = ",";
        }
        out.println(separator.equals("[") ? "[]" : System.lineSeparator() + "]");
    }

    /** Converts DuckDB's values to JSON's; dates and times follow ISO 8601. */
    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof Array array) {
            List<@Nullable Object> all = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                all.add(plain(element));
            }
            return all;
        }
        if (value instanceof DuckDBStruct struct) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            for (Map.Entry<String, Object> entry : struct.getMap().entrySet()) {
                all.put(entry.getKey(), plain(entry.getValue()));
            }
            return all;
        }
        if (value instanceof Struct struct) {
            return struct.toString();
        }
        return value == null || isPlain(value) ? value : value.toString();
    }

    private static boolean isPlain(Object value) {
        return value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof BigInteger;
    }
}
