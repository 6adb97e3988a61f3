package org.datawarp.author.draft;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datawarp.author.table.InspectedTable;

/**
 * A table, or the part of it that is one dataset: figures under periods are one part, those beside them another.
 *
 * @param columns that are the same in every release
 * @param wide columns whose headings are periods; each is a row in the dataset
 * @param part what the figures are about, if the table is several datasets; else empty
 * @param depth rows of its heading band; 0 when it has none
 */
record SeenTable(
        Place place, InspectedTable table, List<SeenColumn> columns, List<SeenColumn> wide, String part, int depth) {

    /** Significant words of a name are longer. */
    private static final int SHORT = 2;

    /** A title of fewer words says less than the sheet's name. */
    private static final int FEWEST_WORDS = 3;

    SeenTable {
        columns = List.copyOf(columns);
        wide = List.copyOf(wide);
    }

    /**
     * The place of a table.
     *
     * @param release its name
     * @param file the published file's name
     * @param member of a ZIP; else empty
     * @param sheet the worksheet's name; for a CSV the file's or the member's
     */
    record Place(String release, String file, String member, String sheet) {

        /** Whether it is a sheet of a workbook, and not a whole file. */
        boolean isWorksheet() {
            return !sheet.equals(file) && !(member.endsWith(sheet) && !member.isEmpty());
        }

        /** For a person. */
        @Override
        public String toString() {
            return isWorksheet() ? file + " › " + sheet : member.isEmpty() ? file : file + " › " + member;
        }
    }

    boolean isWide() {
        return !wide.isEmpty();
    }

    boolean hasHeadings() {
        return depth > 0;
    }

    /** For a person. */
    String where() {
        return "%s, %s".formatted(place, table.region());
    }

    /** Its title, for a person. */
    String title() {
        String title = PeriodWords.without(table.title());
        boolean telling = PeriodWords.lasting(title).size() >= FEWEST_WORDS;
        String told = telling
                ? title
                : PeriodWords.without(DraftNames.plain(place.sheet()).strip());
        return told.isEmpty() ? place.sheet() : part.isEmpty() ? told : told + ": " + part;
    }

    /** The number of rows that a manifest must find again. */
    long rows() {
        return table.dataRows() + table.totalRows();
    }

    /** How similar this is to a table in another file, 0 to 3: by the columns, the title and the sheet's name. */
    double likeness(SeenTable other) {
        if (isWide() != other.isWide() || hasHeadings() != other.hasHeadings()) {
            return 0;
        }
        double columns = likenessOfColumns(other);
        if (columns < 0.5) {
            return 0;
        }
        double names = shared(words(DraftNames.plain(place.sheet())), words(DraftNames.plain(other.place.sheet())));
        if (!hasHeadings() && names == 0) {
            // An equal number of columns shows no likeness when they have no names.
            return 0;
        }
        double parts = shared(words(part), words(other.part));
        return columns * (0.5 + parts / 2) + shared(words(table.title()), words(other.table.title())) + names;
    }

    /** Whether another table of its sheet has the same headings. */
    boolean isStackedWith(SeenTable other) {
        return place.equals(other.place)
                && !table.region().equals(other.table.region())
                && texts(SeenColumn::path).equals(other.texts(SeenColumn::path));
    }

    /** From 0 to 1. */
    double likenessOfColumns(SeenTable other) {
        if (!hasHeadings()) {
            return columns.size() == other.columns.size() ? 1 : 0;
        }
        // A group may be new above columns that had none before.
        return Stream.<Function<SeenColumn, String>>of(SeenColumn::path, SeenColumn::leaf, SeenColumn::name)
                .mapToDouble(text -> shared(texts(text), other.texts(text)))
                .max()
                .orElse(0);
    }

    private Set<String> texts(Function<SeenColumn, String> text) {
        return columns.stream().map(text).collect(Collectors.toSet());
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(PeriodWords.lasting(text));
        words.removeIf(word -> word.length() <= SHORT && word.chars().allMatch(Character::isLetter));
        return words;
    }

    /** The share of the smaller set that the larger one also has, less a little for each element that only one has. */
    private static double shared(Set<String> some, Set<String> others) {
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
