package org.datawarp.app;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.datawarp.app.ExpectedReleases.ExpectedDataset;
import org.datawarp.app.ExpectedReleases.Spot;
import org.jspecify.annotations.Nullable;

/** Releases as a database holds them, to be compared with what their files hold. Used by one thread. */
final class LoadedReleases {

    /** Asks a database. */
    @FunctionalInterface
    interface Database {

        List<List<@Nullable Object>> ask(String query) throws SQLException, IOException;
    }

    private final String place;
    private final String prefix;
    private final Database database;

    private LoadedReleases(String place, String prefix, Database database) {
        this.place = place;
        this.prefix = prefix;
        this.database = database;
    }

    /**
     * Those of one database.
     *
     * @param place for messages
     * @param prefix of each table's name
     */
    static LoadedReleases in(String place, String prefix, Database database) {
        return new LoadedReleases(place, prefix, database);
    }

    /** Every dataset of every release has the expected rows and cells. */
    void verify(ExpectedReleases expected) throws SQLException, IOException {
        SoftAssertions softly = new SoftAssertions();
        for (String release : expected.names()) {
            for (var dataset : expected.of(release).entrySet()) {
                verify(softly, release, dataset.getKey(), dataset.getValue());
            }
        }
        softly.assertAll();
    }

    private void verify(SoftAssertions softly, String release, String dataset, ExpectedDataset expected)
            throws SQLException, IOException {
        String rows = "FROM %s%s WHERE _release = '%s'".formatted(prefix, dataset, release);
        softly.assertThat(database.ask("SELECT count(*) " + rows))
                .as("%s: rows of %s %s", place, dataset, release)
                .isEqualTo(List.of(List.of(expected.rows())));
        for (Spot spot : expected.spots()) {
            StringBuilder query = new StringBuilder("SELECT \"%s\" ".formatted(spot.column())).append(rows);
            spot.where()
                    .forEach((column, value) -> query.append(
                            " AND CAST(\"%s\" AS text) IS NOT DISTINCT FROM %s".formatted(column, literal(value))));
            List<List<@Nullable Object>> found = database.ask(query.toString());
            softly.assertThat(found)
                    .as("%s: %s %s %s", place, dataset, release, spot)
                    .hasSize(1)
                    .allMatch(row -> spot.isValue(row.get(0)));
        }
    }

    private static String literal(@Nullable String value) {
        return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
    }
}
