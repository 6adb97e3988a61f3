package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.manifest.Heading;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.layout.ColumnHeading;
import org.datawarp.streams.layout.PlacedField;
import org.jspecify.annotations.Nullable;

/**
 * How well an undeclared column matches a field whose headings are gone.
 *
 * @param likeness from 0 to 1
 * @param evidence in words
 */
public record ColumnMatch(Field field, ColumnHeading heading, double likeness, List<String> evidence) {

    private static final double BY_NAME = 0.3;
    private static final double BY_PLACE = 0.25;
    private static final double BY_KIND = 0.2;
    private static final double BY_VALUES = 0.25;

    /** Figures where words belong, or the other way round: another column. */
    private static final double LEAST_KIND = 0.5;

    private static final double ALIKE = 0.5;

    /**
     * A table of a release, found by its manifest or by a guess.
     *
     * @param headingRow the last row of its headings
     */
    record Table(SeenSheet sheet, int headingRow, List<PlacedField> fields) {

        OptionalInt column(Field field) {
            return fields.stream()
                    .filter(placed -> placed.field().name().equals(field.name()))
                    .mapToInt(PlacedField::column)
                    .findFirst();
        }
    }

    /** @param before the same table in the release before; null when there is none */
    static ColumnMatch of(Field field, ColumnHeading heading, Table now, @Nullable Table before) {
        List<String> evidence = new ArrayList<>();
        double name = nameLikeness(field, heading);
        evidence.add("its heading is %s like \"%s\"".formatted(percent(name), closest(field, heading)));
        List<Cell> cells = now.sheet().cells(heading.column(), now.headingRow());
        double kind = kindLikeness(field, cells);
        evidence.add("%s of its cells are %s".formatted(percent(kind), kindInWords(field)));
        OptionalInt column = before == null ? OptionalInt.empty() : before.column(field);
        if (before == null || column.isEmpty() || kind < LEAST_KIND) {
            double likeness = (BY_NAME * name + BY_KIND * kind) / (BY_NAME + BY_KIND);
            return new ColumnMatch(field, heading, kind < LEAST_KIND ? 0 : likeness * 0.9, evidence);
        }
        double place = column.getAsInt() == heading.column() ? 1 : 0;
        if (place > 0) {
            evidence.add("it is where that column was, column %d".formatted(heading.column() + 1));
        }
        double values = valueLikeness(field, heading, now, before, column.getAsInt());
        evidence.add(
                isFigure(field)
                        ? "its figures are of the same size: %s".formatted(percent(values))
                        : "%s of its values are those of the release before".formatted(percent(values)));
        double likeness = BY_NAME * name + BY_PLACE * place + BY_KIND * kind + BY_VALUES * values;
        return new ColumnMatch(field, heading, likeness, evidence);
    }

    private static double nameLikeness(Field field, ColumnHeading heading) {
        return field.headings().stream()
                .mapToDouble(known -> likeness(known, heading))
                .max()
                .orElse(0);
    }

    private static double likeness(Heading known, ColumnHeading heading) {
        return Math.max(
                Similarity.ofNames(known.text(), heading.path()), Similarity.ofNames(known.text(), heading.leaf()));
    }

    private static String closest(Field field, ColumnHeading heading) {
        return field.headings().stream()
                .max(Comparator.comparingDouble(known -> likeness(known, heading)))
                .map(Heading::text)
                .orElse(field.name().value());
    }

    private static boolean isFigure(Field field) {
        ColumnType.Base base = field.type().base();
        return base == ColumnType.Base.INTEGER || base == ColumnType.Base.NUMBER || base == ColumnType.Base.DECIMAL;
    }

    private static String kindInWords(Field field) {
        return isFigure(field) ? "figures" : field.type().base() == ColumnType.Base.DATE ? "dates" : "words or codes";
    }

    /** There are marks among figures, so a few cells that are not numbers do not count against a column. */
    private static double kindLikeness(Field field, List<Cell> cells) {
        if (cells.isEmpty()) {
            return 0;
        }
        if (field.role() == FieldRole.PERIOD) {
            return 1;
        }
        boolean figure = isFigure(field);
        long fitting = cells.stream().filter(cell -> isNumber(cell) == figure).count();
        return (double) fitting / cells.size();
    }

    static boolean isNumber(Cell cell) {
        return cell.kind() == CellKind.NUMBER
                || (cell.kind() == CellKind.TEXT && cell.text().strip().matches("[-+£]?\\d[\\d,]*(?:\\.\\d+)?%?"));
    }

    private static double valueLikeness(Field field, ColumnHeading heading, Table now, Table before, int column) {
        List<Cell> cells = now.sheet().cells(heading.column(), now.headingRow());
        List<Cell> cellsBefore = before.sheet().cells(column, before.headingRow());
        if (isFigure(field)) {
            double size = typical(cells);
            double sizeBefore = typical(cellsBefore);
            return size == sizeBefore ? 1 : Math.min(size, sizeBefore) / Math.max(size, sizeBefore);
        }
        Set<String> texts = now.sheet().texts(List.of(heading.column()), now.headingRow());
        Set<String> textsBefore = before.sheet().texts(List.of(column), before.headingRow());
        return Similarity.ofValues(texts, textsBefore);
    }

    /** The mean of logarithms, so that one large total does not decide. */
    private static double typical(List<Cell> cells) {
        return Math.exp(cells.stream()
                .filter(ColumnMatch::isNumber)
                .mapToDouble(ColumnMatch::number)
                .map(number -> Math.log1p(Math.abs(number)))
                .average()
                .orElse(0));
    }

    private static double number(Cell cell) {
        try {
            return Double.parseDouble(cell.text().replaceAll("[,%£\\s]", ""));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    boolean isAlike() {
        return likeness >= ALIKE;
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
