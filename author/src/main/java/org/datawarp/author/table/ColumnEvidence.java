package org.datawarp.author.table;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.author.cell.CodeText;
import org.datawarp.author.cell.ColumnNaming;
import org.datawarp.author.cell.StandardMarks;
import org.datawarp.author.cell.WrittenNumber;
import org.datawarp.author.cell.WrittenTime;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of a column, row after row, and derives the column's type from all of them. Owned by one thread.
 */
final class ColumnEvidence {

    /** A column of figures may hold up to this many different words for missing figures. */
    private static final int MOST_UNUSUAL_MARKS = 3;

    private static final int LONGEST_UNUSUAL_MARK = 25;
    private static final int MOST_REMEMBERED = 200;
    private static final int LONG_DIGITS = 18;

    private final boolean codes;
    private final Map<String, Long> marks = new LinkedHashMap<>();
    /** Marks after numbers. */
    private final Map<String, Long> doubts = new LinkedHashMap<>();

    private final Map<String, Long> words = new LinkedHashMap<>();
    private final Map<String, Long> units = new LinkedHashMap<>();
    private final Set<String> values = new HashSet<>();
    private long filled;
    private long numbers;
    private long fractions;
    private long compactDates;
    private long padded;
    private long dates;
    private long times;
    private long booleans;
    private long codeLike;
    private long letters;

    /** @param heading over the column, which may say that digits are codes */
    ColumnEvidence(String heading) {
        this.codes = ColumnWords.isCode(heading);
    }

    void add(Cell cell) {
        String text = CellText.strip(cell.text());
        if (text.isEmpty() || cell.kind() == CellKind.BLANK) {
            return;
        }
        filled++;
        if (cell.kind() == CellKind.ERROR || (cell.kind() == CellKind.TEXT && StandardMarks.isMark(text))) {
            count(marks, text);
            return;
        }
        remember(cell);
        switch (cell.kind()) {
            case BOOLEAN -> booleans++;
            case DATE -> addTime(WrittenTime.of(cell), text);
            case NUMBER, TEXT -> addText(cell, text);
            case BLANK, ERROR -> {}
        }
    }

    private void remember(Cell cell) {
        if (values.size() < MOST_REMEMBERED) {
            values.add(CellText.shown(cell));
        }
    }

    private void addText(Cell cell, String text) {
        WrittenNumber number = WrittenNumber.of(cell);
        if (cell.kind() == CellKind.TEXT && (CodeText.isPadded(text) || text.length() > LONG_DIGITS)) {
            padded += number == null ? 0 : 1;
        }
        codeLike += CodeText.mayBeCode(text) ? 1 : 0;
        if (number != null) {
            numbers++;
            fractions += number.value().stripTrailingZeros().scale() > 0 ? 1 : 0;
            compactDates += WrittenTime.compact(text) == null ? 0 : 1;
            if (!number.unit().isEmpty()) {
                count(units, number.unit());
            }
            if (!number.mark().isEmpty()) {
                count(doubts, number.mark());
            }
            return;
        }
        LocalDateTime time = WrittenTime.of(cell);
        if (time != null) {
            addTime(time, text);
        } else if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            booleans++;
        } else {
            letters += text.length();
            count(words, text);
        }
    }

    private void addTime(@Nullable LocalDateTime time, String text) {
        if (time == null) {
            count(words, text);
        } else if (time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            dates++;
        } else {
            times++;
        }
    }

    private static void count(Map<String, Long> counts, String text) {
        if (counts.size() < MOST_REMEMBERED || counts.containsKey(text)) {
            counts.merge(text, 1L, Long::sum);
        } else {
            counts.merge("", 1L, Long::sum);
        }
    }

    ColumnType type() {
        long wordCount = sum(words);
        long values = numbers + dates + times + booleans + wordCount;
        if (values == 0 || (wordCount > 0 && !wordsAreMarks())) {
            return ColumnType.TEXT;
        }
        if (numbers > 0) {
            return dates + times + booleans > 0 ? ColumnType.TEXT : numeric();
        }
        if (dates + times > 0) {
            return booleans > 0 ? ColumnType.TEXT : times > 0 ? ColumnType.TIMESTAMP : ColumnType.DATE;
        }
        return booleans > 0 ? ColumnType.BOOLEAN : ColumnType.TEXT;
    }

    private ColumnType numeric() {
        if (codes || padded > 0) {
            return ColumnType.TEXT;
        }
        if (compactDates == numbers) {
            return ColumnType.DATE;
        }
        return fractions > 0 ? ColumnType.NUMBER : ColumnType.INTEGER;
    }

    /** Whether the words of a column mean missing figures: they are few, short, and among figures. */
    private boolean wordsAreMarks() {
        boolean usual = words.keySet().stream().allMatch(StandardMarks::isMarkAmongFigures);
        boolean few = words.size() <= MOST_UNUSUAL_MARKS
                && words.keySet().stream().allMatch(word -> !word.isEmpty() && word.length() <= LONGEST_UNUSUAL_MARK)
                && words.keySet().stream().noneMatch(CodeText::isCode);
        boolean figures = numbers > sum(words) || (numbers >= words.size() && usual);
        return !codes && figures && (usual || few) && padded == 0;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** In order of first appearance. Words are marks only among figures, and only signs are marks among words. */
    List<String> marks() {
        List<String> found = new ArrayList<>();
        boolean text = isText();
        for (String mark : marks.keySet()) {
            if (!mark.isEmpty() && (!text || StandardMarks.isMarkAmongWords(mark))) {
                found.add(mark);
            }
        }
        if (!text) {
            words.keySet().stream().filter(word -> !word.isEmpty()).forEach(found::add);
            doubts.keySet().stream().filter(mark -> !found.contains(mark)).forEach(found::add);
        }
        return found;
    }

    boolean isText() {
        return type().base() == ColumnType.Base.TEXT;
    }

    /** The unit that most of its numbers are shown with; empty when they are shown without. */
    String unit() {
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (unit.getValue() * 2 > numbers) {
                return unit.getKey();
            }
        }
        return "";
    }

    long filled() {
        return filled;
    }

    /** Whether the values are codes, by their form or by their heading. */
    boolean isCodes() {
        long values = filled - sum(marks);
        return isText() && values > 0 && (codes || codeLike * 10 >= values * 8);
    }

    /** Whether its values name several periods. */
    boolean hasSeveralPeriods() {
        return values.stream()
                        .map(ColumnNaming::period)
                        .flatMap(Optional::stream)
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    Set<String> sampleValues() {
        return values;
    }

    /** How many characters a word of the column has on average. */
    double averageLetters() {
        long wordCount = sum(words);
        return wordCount == 0 ? 0 : (double) letters / wordCount;
    }

    /** The share of values that have the column's type, or one like it. */
    double coherence() {
        long values = numbers + dates + times + booleans + sum(words);
        if (values == 0) {
            return 1;
        }
        long most = Math.max(Math.max(numbers, dates + times), Math.max(booleans, sum(words)));
        return (double) most / values;
    }
}
