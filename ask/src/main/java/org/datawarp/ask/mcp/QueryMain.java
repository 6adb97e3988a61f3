package org.datawarp.ask.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.datawarp.producers.isolate.ChildJava;

/**
 * The query process. Its first line says that it is ready. Then it answers each {@link Order order}, one line on
 * standard input, with one line. It ends with its input, even in the middle of a statement.
 */
public final class QueryMain {

    private static final ObjectMapper JSON = new ObjectMapper();

    private QueryMain() {}

    /** @param arguments the folder for temporary files, used by this process alone */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        FileOutputStream answers = new FileOutputStream(FileDescriptor.out);
        // The output of a library must not be read as an answer.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Path work = Path.of(arguments[0]);
        BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(orders, work), "orders");
        reader.setDaemon(true);
        reader.start();
        DriverManager.getConnection("jdbc:duckdb:").close();
        // The driver has unpacked and loaded its library there. The file is deleted now, since it would stay behind if
        // this process is killed.
        ChildJava.removeFolder(work);
        write(answers, Outcome.refused(""));
        while (true) {
            write(answers, answer(JSON.readValue(orders.take(), Order.class)));
        }
    }

    private static void read(BlockingQueue<String> orders, Path work) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(line);
            }
            ChildJava.removeFolder(work);
        } catch (IOException e) {
            // The asking process is gone, so no one would read a message.
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void write(OutputStream answers, Outcome outcome) throws IOException {
        answers.write((JSON.writeValueAsString(outcome) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome answer(Order order) {
        Properties properties = new Properties();
        properties.putAll(order.properties());
        try (Connection connection = DriverManager.getConnection(order.url(), properties)) {
            // Drivers read row by row only in a transaction.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String each : order.setup()) {
                    statement.execute(each);
                }
                statement.setFetchSize(order.rows() + 1);
                try (ResultSet result = statement.executeQuery(order.sql())) {
                    return read(result, order.rows());
                }
            }
        } catch (SQLException e) {
            return Outcome.refused("The database refused it: " + AgentText.cell(e.getMessage(), 600));
        }
    }

    private static Outcome read(ResultSet result, int most) throws SQLException {
        int width = result.getMetaData().getColumnCount();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            columns.add(result.getMetaData().getColumnLabel(i));
        }
        List<List<String>> rows = new ArrayList<>();
        while (rows.size() < most && result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                row.add(AgentText.cell(
                        JsonCells.text(result.getObject(i), result.getMetaData().getColumnTypeName(i))));
            }
            rows.add(row);
        }
        return new Outcome(columns, rows, rows.size() == most && result.next(), "");
    }
}
