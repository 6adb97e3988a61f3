package org.datawarp.streams.staging;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.streams.database.DatabaseSession;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.datawarp.streams.release.RepeatedSheet;
import org.datawarp.streams.release.StageTable;

/**
 * Finds sheets that repeat others of their release, such as a table as CSV and as XLSX, or as first published and as
 * revised. Otherwise their rows would count twice. Decides by the rows alone. A sheet is left out when others have each
 * of its rows with the same values. When others have nearly all of its keys, with other values, only a person can
 * decide which are right. Part of the session's transaction; used once for each dataset.
 */
final class SheetRepeats {

    /**
     * A sheet repeats others from this share of its rows on. With less, they only share something like a total or a
     * region.
     */
    private static final double NEARLY_ALL = 0.8;

    private static final int MOST_REASONS = 20;
    private static final int MOST_NAMED = 3;

    private final DatabaseSession session;
    private final Dataset dataset;
    private final RepeatSql sql;
    private final Map<Integer, Long> rows;
    private final Map<Integer, String> places;

    /**
     * The repeated sheets.
     *
     * @param sheets the numbers of those that were taken from others
     * @param taken what became of them
     * @param reasons why the release is held; empty when nothing is in doubt
     */
    public record Found(Set<Integer> sheets, List<RepeatedSheet> taken, List<HoldReason> reasons) {

        static final Found NOTHING = new Found(Set.of(), List.of(), List.of());

        public Found {
            sheets = Set.copyOf(sheets);
            taken = List.copyOf(taken);
            reasons = List.copyOf(reasons);
        }
    }

    private SheetRepeats(DatabaseSession session, Dataset dataset, StageTable table, Map<Integer, Long> rows)
            throws SQLException {
        this.session = session;
        this.dataset = dataset;
        this.sql = new RepeatSql(table, TotalRows.published(dataset));
        this.rows = rows;
        this.places = places(table.run());
    }

    /**
     * Removes rows from the stage that are also in other sheets.
     *
     * @param rows how many published rows each sheet gave the dataset, by its number within the release
     */
    static Found settle(DatabaseSession session, Dataset dataset, StageTable table, Map<Integer, Long> rows)
            throws SQLException {
        if (rows.size() < 2) {
            return Found.NOTHING;
        }
        return new SheetRepeats(session, dataset, table, rows).settle(table);
    }

    private Found settle(StageTable table) throws SQLException {
        Map<Integer, Long> shared = counts(sql.sharedRows());
        List<Integer> suspects = rows.keySet().stream()
                .filter(sheet -> isNearlyAll(shared.getOrDefault(sheet, 0L), sheet))
                .sorted(Comparator.<Integer, Long>comparing(rows::get).thenComparing(Comparator.reverseOrder()))
                .toList();
        if (suspects.isEmpty()) {
            return Found.NOTHING;
        }
        for (String statement : sql.collect()) {
            session.execute(statement);
        }
        Map<Integer, Long> alike = counts(RepeatSql.COUNT_ALIKE);
        List<Integer> repeating = suspects.stream()
                .filter(sheet -> isNearlyAll(alike.getOrDefault(sheet, 0L), sheet))
                .toList();
        Map<Integer, RepeatedSheet> taken = takeOnce(repeating);
        List<HoldReason> reasons = doubts(repeating);
        session.execute(RepeatSql.FORGET);
        for (int sheet : taken.keySet()) {
            session.update(sql.unstage(), sheet);
            session.update(
                    "DELETE FROM datawarp.headings WHERE run = ? AND dataset = ? AND sheet = ?",
                    table.run(),
                    dataset.name().value(),
                    sheet);
        }
        return new Found(taken.keySet(), List.copyOf(taken.values()), reasons);
    }

    /**
     * Goes through the smallest and the last sheets first: of equal sheets, the first stays, and a part gives way to
     * the whole.
     */
    private Map<Integer, RepeatedSheet> takeOnce(List<Integer> repeating) throws SQLException {
        Map<Integer, RepeatedSheet> taken = new TreeMap<>();
        for (int sheet : repeating) {
            if (!session.finds(RepeatSql.FIND_OWN, sheet)) {
                List<Integer> others = others(RepeatSql.SAME, sheet, own(sheet));
                taken.put(sheet, new RepeatedSheet(name(sheet), own(sheet), preferred(sheet, others)));
                session.update(RepeatSql.REMOVE, sheet);
            }
        }
        return taken;
    }

    private String preferred(int sheet, List<Integer> others) {
        if (others.size() > 1) {
            return names(others) + ", which have more together";
        }
        boolean larger = own(others.get(0)) > own(sheet);
        return names(others) + (larger ? ", which has more" : ", which comes first");
    }

    /** A sheet is settled when almost none of its rows repeat any more. */
    private List<HoldReason> doubts(List<Integer> repeating) throws SQLException {
        Map<Integer, Long> same = counts(RepeatSql.COUNT_SAME);
        Map<Integer, Long> alike = counts(RepeatSql.COUNT_ALIKE);
        List<HoldReason> reasons = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        for (int sheet : repeating) {
            long repeated = alike.getOrDefault(sheet, 0L);
            if (repeated > (1 - NEARLY_ALL) * own(sheet) && reasons.size() < MOST_REASONS) {
                List<Integer> others = others(RepeatSql.ALIKE, sheet, repeated);
                if (!named.containsAll(others)) {
                    reasons.add(doubt(sheet, repeated, same.getOrDefault(sheet, 0L), others));
                }
                named.add(sheet);
            }
        }
        return reasons;
    }

    private HoldReason doubt(int sheet, long repeated, long same, List<Integer> others) {
        return new HoldReason(
                HoldCode.REPEATED_SHEET,
                "%s, %s".formatted(dataset.name(), name(sheet)),
                "%d of its %d rows again in %s, %d with the same values and %d with others"
                        .formatted(repeated, own(sheet), names(others), same, repeated - same),
                "each row of the dataset in one sheet",
                "compare the files: if one replaces the other, or sums it up, leave the other out"
                        + " (sources of the dataset, exclude of the publication);"
                        + " if both belong there, add to the key a column that distinguishes their rows");
    }

    private boolean isNearlyAll(long some, int sheet) {
        return some > 0 && some >= NEARLY_ALL * own(sheet);
    }

    private long own(int sheet) {
        return rows.getOrDefault(sheet, 0L);
    }

    /** The sheets that have rows of a sheet: those with the most, until together they have as many as are sought. */
    private List<Integer> others(String question, int sheet, long sought) throws SQLException {
        List<Integer> others = new ArrayList<>();
        long found = 0;
        for (List<Long> other : session.query(question, row -> List.of(row.getLong(1), row.getLong(2)), sheet)) {
            if (found < sought) {
                others.add(other.get(0).intValue());
                found += other.get(1);
            }
        }
        return others;
    }

    private String name(int sheet) {
        return places.getOrDefault(sheet, "sheet " + sheet);
    }

    private String names(List<Integer> sheets) {
        String first = sheets.stream().limit(MOST_NAMED).map(this::name).collect(joining(", "));
        int more = sheets.size() - MOST_NAMED;
        return more > 0 ? "%s and %d more".formatted(first, more) : first;
    }

    private Map<Integer, Long> counts(String question) throws SQLException {
        return session.query(question, row -> Map.entry(row.getInt(1), row.getLong(2))).stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<Integer, String> places(String run) throws SQLException {
        return session
                .query(
                        "SELECT sheet, coalesce(file_name, ''), coalesce(label, '') FROM datawarp.sheets WHERE run = ?",
                        row -> Map.entry(row.getInt(1), place(row.getInt(1), row.getString(2), row.getString(3))),
                        run)
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String place(int number, String file, String label) {
        return file.equals(label)
                ? "%s (sheet %d)".formatted(file, number)
                : "%s › %s (sheet %d)".formatted(file, label, number);
    }
}
