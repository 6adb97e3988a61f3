package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.datawarp.author.cell.ColumnNaming;
import org.datawarp.author.cell.PeriodWords;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;

/** Finds the roles of a table's columns, by their place, their headings and their values. */
final class ColumnRoles {

    private static final int LONG_WORDS = 40;

    private final List<ColumnDraft> columns;
    private final List<ColumnEvidence> evidence;

    ColumnRoles(List<ColumnDraft> columns, List<ColumnEvidence> evidence) {
        this.columns = columns;
        this.evidence = evidence;
    }

    /** In the order of the columns. */
    List<ColumnRole> find() {
        boolean codes = IntStream.range(0, columns.size()).anyMatch(this::isCode);
        List<ColumnRole> roles = new ArrayList<>();
        boolean keyed = false;
        for (int i = 0; i < columns.size(); i++) {
            ColumnRole role = role(i, codes);
            if (role == ColumnRole.DIMENSION && !codes && (!keyed || isShort(i))) {
                role = ColumnRole.KEY;
            }
            keyed |= role == ColumnRole.KEY;
            roles.add(role);
        }
        return roles;
    }

    private ColumnRole role(int i, boolean codes) {
        ColumnDraft column = columns.get(i);
        if (isPeriod(i)) {
            return ColumnRole.PERIOD;
        }
        boolean figures = switch (evidence.get(i).type().base()) {
            case INTEGER, NUMBER, DECIMAL -> true;
            case TEXT, BOOLEAN, DATE, TIMESTAMP -> false;
        };
        if (figures) {
            return column.label() && isBeforeWords(i) ? ColumnRole.KEY : ColumnRole.MEASURE;
        }
        if (!column.label()) {
            return ColumnRole.ATTRIBUTE;
        }
        return codes && isCode(i) ? ColumnRole.KEY : ColumnRole.DIMENSION;
    }

    private boolean isBeforeWords(int i) {
        return columns.get(i).label()
                && i + 1 < columns.size()
                && columns.get(i + 1).label();
    }

    private boolean isCode(int i) {
        return columns.get(i).label() && evidence.get(i).isCodes();
    }

    private boolean isShort(int i) {
        return evidence.get(i).averageLetters() <= LONG_WORDS;
    }

    private boolean isPeriod(int i) {
        ColumnDraft column = columns.get(i);
        ColumnType.Base type = evidence.get(i).type().base();
        boolean time = type == ColumnType.Base.DATE || type == ColumnType.Base.TIMESTAMP;
        if (!column.label() && !(i == 0 && time)) {
            return false;
        }
        if (time) {
            return i == 0 || ColumnWords.isPeriod(column.heading());
        }
        return (ColumnWords.isPeriod(column.heading()) && samplesArePeriods(i)) || (i == 0 && isAllPeriods(i));
    }

    /** Whether the first column holds only different periods, under any name. */
    private boolean isAllPeriods(int i) {
        Set<String> values = evidence.get(i).sampleValues();
        return values.size() > 1
                && values.stream().allMatch(value -> ColumnNaming.period(value).isPresent());
    }

    private boolean samplesArePeriods(int i) {
        Set<String> values = evidence.get(i).sampleValues();
        long periods = values.stream().filter(PeriodWords::isPeriod).count();
        long others = values.size() - periods;
        return periods > 0 && (others <= 1 || others * 5 <= values.size());
    }
}
