package org.datawarp.app.draft;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.streams.inspect.InspectedColumn;
import org.datawarp.streams.inspect.InspectedTable;

/**
 * A table, and where it was seen.
 *
 * @param file the published file's name
 * @param sheet the worksheet's name; for a CSV the file's or the member's
 */
record SeenTable(ReleaseName release, String file, String sheet, InspectedTable table) {

    /** So many headings that are periods are one column, written wide. */
    private static final int FEWEST_WIDE = 3;

    private static final int LETTERS = 26;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}]+");

    /** Headings that are periods, each with the figures of one. */
    List<InspectedColumn> wide() {
        List<InspectedColumn> wide = table.columns().stream()
                .filter(column -> column.role() == ColumnRole.MEASURE && isPeriod(column))
                .toList();
        long periods = wide.stream().map(SeenTable::own).distinct().count();
        return wide.size() >= FEWEST_WIDE && periods == wide.size() ? wide : List.of();
    }

    private static boolean isPeriod(InspectedColumn column) {
        return PeriodParser.find(own(column)).isPresent();
    }

    /** The columns that are the same in every release. */
    List<InspectedColumn> columns() {
        Set<InspectedColumn> wide = new HashSet<>(wide());
        return table.columns().stream().filter(column -> !wide.contains(column)).toList();
    }

    /** A column's own heading, without those of its groups; empty when it has none. */
    static String leaf(InspectedColumn column) {
        return NO_WORD.matcher(own(column).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    private static String own(InspectedColumn column) {
        List<String> path = column.path();
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    private Set<String> leaves() {
        Set<String> leaves = new HashSet<>();
        columns().forEach(column -> leaves.add(leaf(column)));
        return leaves;
    }

    private Set<String> columnNames() {
        Set<String> names = new HashSet<>();
        columns().forEach(column -> names.add(column.name()));
        return names;
    }

    /** What the table is called, numbers and periods left out: they change. */
    private Set<String> titleWords() {
        Set<String> words = new HashSet<>();
        for (String word : NO_WORD.splitAsStream((table.title() + " " + sheet).toLowerCase(Locale.ROOT))
                .toList()) {
            if (word.length() > 2 && PeriodParser.find(word).isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Where a column stands in the sheet, from 1, as long as no spacer stands before it. */
    int position(InspectedColumn column) {
        int first = 0;
        for (int i = 0; Character.isLetter(table.region().charAt(i)); i++) {
            first = first * LETTERS + table.region().charAt(i) - 'A' + 1;
        }
        return first + Math.max(0, table.columns().indexOf(column));
    }

    /** For a person. */
    String place() {
        return "%s › %s, %s".formatted(file, sheet, table.region());
    }

    /** What it is called, for a person. */
    String title() {
        return table.title().isBlank() ? sheet : table.title();
    }

    /** How much this looks like the same table in another file, 0 to 2: first the columns, then the title. */
    double likeness(SeenTable other) {
        if (wide().isEmpty() != other.wide().isEmpty()
                || table.headerRows().isEmpty() != other.table.headerRows().isEmpty()) {
            return 0;
        }
        double columns = likenessOfColumns(other);
        return columns < 0.5 ? 0 : columns + shared(titleWords(), other.titleWords());
    }

    /** From 0 to 1. */
    double likenessOfColumns(SeenTable other) {
        if (table.headerRows().isEmpty() || other.table.headerRows().isEmpty()) {
            return columns().size() == other.columns().size() ? 1 : 0;
        }
        // A group may be put over columns that had none before.
        return Math.max(shared(columnNames(), other.columnNames()), shared(leaves(), other.leaves()));
    }

    /** Of what the smaller has, how much the larger has too, less a little for each that only one has. */
    private static double shared(Collection<String> some, Collection<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() && others.isEmpty() ? 1 : 0;
        }
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        double ofSmaller = (double) both.size() / Math.min(some.size(), others.size());
        double ofLarger = (double) both.size() / Math.max(some.size(), others.size());
        return (ofSmaller + ofLarger) / 2;
    }
}
