package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.datawarp.author.cell.MetadataWords;
import org.datawarp.author.cell.NoteText;
import org.datawarp.author.cell.UnitText;
import org.jspecify.annotations.Nullable;

/** Finds the heading over a body of figures: the nearest row that names its columns, and the rows of groups above. */
final class HeadingFinder {

    /** The most rows between a heading and its body: blank rows and labels of the first section. */
    private static final int WIDEST_GAP = 8;

    private static final int MOST_LEVELS = 4;

    private static final Pattern MACHINE_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[_.][A-Za-z0-9]+)*");

    private final Strip strip;
    private final RowDrafts drafts;

    HeadingFinder(Strip strip, RowDrafts drafts) {
        this.strip = strip;
        this.drafts = drafts;
    }

    /**
     * @param from first row that may belong to the heading
     * @param body first row with figures
     */
    HeadingLevels find(int from, int body, ColumnProfile profile) {
        int lowest = lowest(from, body, profile, true);
        if (lowest < 0) {
            lowest = lowest(from, body, profile, false);
        }
        if (lowest < 0) {
            return HeadingLevels.NONE;
        }
        Integer units = statedUnits(lowest, body);
        if (units == null && lowest > from && isUnits(lowest) && names(lowest - 1) >= names(lowest)) {
            units = lowest--;
        }
        Integer machine = lowest > from && isMachine(lowest) ? lowest : null;
        List<Integer> levels = new ArrayList<>(List.of(lowest));
        ColumnProfile headed = profile.under(new HeadingLevels(levels, null, null));
        for (int row = lowest - 1; row >= from && levels.size() < MOST_LEVELS && isLevel(row, lowest, headed); row--) {
            levels.add(0, row);
        }
        return new HeadingLevels(levels, units, machine);
    }

    /** A row between a heading and its body that is labelled as units. */
    private @Nullable Integer statedUnits(int lowest, int body) {
        for (int row = lowest + 1; row < body; row++) {
            if (MetadataWords.isUnit(strip.firstText(row)) && strip.filled(row) > 1) {
                return row;
            }
        }
        return null;
    }

    /**
     * @param described whether a row such as that of release dates is no heading; a column may also have such a name
     */
    private int lowest(int from, int body, ColumnProfile profile, boolean described) {
        for (int row = body - 1; row >= from && row >= body - WIDEST_GAP; row--) {
            if (described && MetadataWords.isLabel(strip.firstText(row))) {
                continue;
            }
            switch (drafts.kind(row)) {
                case WORDS -> {
                    return isNear(row, profile) ? row : -1;
                }
                case LABELLED, FIGURES -> {
                    return -1;
                }
                case SINGLE, BLANK -> {}
            }
        }
        return -1;
    }

    /** Whether a row of words is above the columns of a body. */
    private boolean isNear(int row, ColumnProfile profile) {
        int over = 0;
        int bodyColumns = 0;
        for (int column = strip.from(); column < strip.to(); column++) {
            boolean filled = profile.filled(column) > 0;
            bodyColumns += filled ? 1 : 0;
            over += filled && !strip.window().isBlank(row, column) ? 1 : 0;
        }
        int[] figures = profile.figureColumns();
        long overFigures = IntStream.of(figures)
                .filter(column -> !strip.window().isBlank(row, column))
                .count();
        return over * 2 >= bodyColumns
                || (over > 0 && bodyColumns == 2)
                || (overFigures > 1 && overFigures * 2 >= figures.length);
    }

    private boolean isUnits(int row) {
        return strip.filledColumns(row).stream()
                .filter(column -> column > strip.first(row) || UnitText.isUnit(strip.firstText(row)))
                .allMatch(column -> UnitText.isUnit(strip.window().text(row, column)));
    }

    private int names(int row) {
        return switch (drafts.kind(row)) {
            case WORDS -> strip.filled(row);
            case BLANK, SINGLE, LABELLED, FIGURES -> 0;
        };
    }

    /** Whether a row holds names without spaces, all different, under as many readable headings. */
    private boolean isMachine(int row) {
        Set<String> names = new HashSet<>();
        boolean underscored = false;
        for (int column : strip.filledColumns(row)) {
            String text = strip.window().text(row, column);
            if (!MACHINE_NAME.matcher(text).matches() || !names.add(text.toLowerCase(Locale.ROOT))) {
                return false;
            }
            underscored |= text.indexOf('_') > 0;
        }
        return underscored && names(row - 1) >= strip.filled(row) * 3 / 4;
    }

    /** Whether a row over a heading groups its columns; else it is a title or a remark. */
    private boolean isLevel(int row, int lowest, ColumnProfile profile) {
        if (strip.filled(row) == 0 || drafts.kind(row) == DraftKind.LABELLED) {
            return false;
        }
        int measures = profile.firstMeasure();
        List<Integer> over = strip.filledColumns(row).stream()
                .filter(column -> column >= measures)
                .filter(column -> !isProse(row, column))
                .toList();
        return switch (drafts.kind(row)) {
            case SINGLE -> over.contains(firstNamed(lowest, measures)) || isMergedGroup(row, over);
            case WORDS -> over.size() > 1 || over.contains(firstNamed(lowest, measures)) || isFull(row, lowest);
            case BLANK, LABELLED, FIGURES -> false;
        };
    }

    /** Whether a lone label is spread over some of the measures. */
    private boolean isMergedGroup(int row, List<Integer> over) {
        return over.stream()
                .map(column -> strip.window().row(row).mergedAt(column))
                .anyMatch(merged -> merged != null && merged.columns() > 1);
    }

    private boolean isProse(int row, int column) {
        String text = strip.window().text(row, column);
        return text.length() > NoteText.LONGEST_LABEL
                || text.toLowerCase(Locale.ROOT).startsWith("note");
    }

    private boolean isFull(int row, int lowest) {
        return strip.filled(row) * 2 > strip.filled(lowest) && strip.filled(row) > 1;
    }

    private @Nullable Integer firstNamed(int row, int from) {
        return strip.filledColumns(row).stream()
                .filter(column -> column >= from)
                .findFirst()
                .orElse(null);
    }
}
