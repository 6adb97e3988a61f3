package org.datawarp.author.draft;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.streams.layout.HeadingText;

/** A column of a table, compared by identity: two columns with equal headings differ. */
final class SeenColumn {

    private static final Pattern FOOTNOTE = Pattern.compile("(?<=[\\p{L})?%])\\d{1,2}(?:,\\s?\\d{1,2})*(?=[\\s)?]|$)");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final InspectedColumn column;
    private final List<String> levels;
    private final String path;
    private final String leaf;

    /** @param levels its headings as a manifest names them, top first; empty when its band does not name it */
    SeenColumn(InspectedColumn column, List<String> levels) {
        this.column = column;
        this.levels = List.copyOf(levels);
        this.path = levels.stream().map(SeenColumn::comparable).collect(Collectors.joining(" / "));
        this.leaf = levels.isEmpty() ? "" : comparable(levels.get(levels.size() - 1));
    }

    InspectedColumn column() {
        return column;
    }

    List<String> levels() {
        return levels;
    }

    String name() {
        return column.name();
    }

    boolean isMeasure() {
        return column.role() == ColumnRole.MEASURE;
    }

    /** As a manifest writes it. */
    String heading() {
        return String.join(" / ", levels);
    }

    /** The same, without groups that name a period: in the next release they have other names. */
    String lastingHeading() {
        boolean changes = levels.size() > 1
                && levels.subList(0, levels.size() - 1).stream().anyMatch(PeriodWords::hasPeriod);
        return changes ? "* / " + levels.get(levels.size() - 1) : heading();
    }

    /** Its own heading, without those of its groups, as compared; empty when it has none. */
    String leaf() {
        return leaf;
    }

    /** All levels, as compared. */
    String path() {
        return path;
    }

    private static String comparable(String text) {
        String bare = FOOTNOTE.matcher(HeadingText.withoutNoteMarks(HeadingText.collapsed(text)))
                .replaceAll("");
        return NO_WORD.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** The lowest level that names a period; before 0 when none does. */
    int periodLevel() {
        for (int level = levels.size() - 1; level >= 0; level--) {
            if (PeriodParser.find(levels.get(level)).isPresent()) {
                return level;
            }
        }
        return -1;
    }

    /**
     * The period in its headings, from several levels together if one alone gives only a part; empty when there is
     * none.
     */
    Optional<Period> period() {
        int level = periodLevel();
        return level < 0 ? Optional.empty() : PeriodParser.find(levels.get(level));
    }

    /** What its headings say beside a period. */
    String besidePeriod() {
        return PeriodWords.beside(String.join(" ", levels));
    }
}
