package org.datawarp.sinks.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/** The periods that the rows of a row group have. */
final class GroupPeriods {

    private static final PartColumns PERIODS = PartColumns.of(Table.PERIOD_COLUMNS.stream()
            .map(column -> new ChangeColumn(column.name().value(), column.type()))
            .toList());
    private static final Column START = Table.PERIOD_COLUMNS.get(0);
    private static final Column END = Table.PERIOD_COLUMNS.get(1);

    private GroupPeriods() {}

    /** Whether a row of the group may be of one of the periods. Reads statistics only. */
    static boolean mayHold(BlockMetaData group, Collection<PeriodKey> periods) {
        Days starts = Days.of(group, START);
        Days ends = Days.of(group, END);
        return periods.stream().anyMatch(period -> starts.mayHold(period.start()) && ends.mayHold(period.end()));
    }

    /** Counts the rows of a part by period. Reads the columns of the period only. */
    static List<PeriodRows> count(Path part) throws IOException {
        PeriodCounter counter = new PeriodCounter();
        try (PartReader in = new PartReader(part, PERIODS)) {
            for (List<@Nullable Object> row = in.read(); row != null; row = in.read()) {
                counter.add(row);
            }
        }
        return counter.toList();
    }

    /**
     * The days between the first and the last one that a column of dates has.
     *
     * @param first since 1970-01-01
     * @param last the same, and not before the first
     */
    private record Days(long first, long last) {

        /** A column without statistics may hold any day. */
        static Days of(BlockMetaData group, Column column) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                if (chunk.getPath().toDotString().equals(column.name().value())) {
                    Statistics<?> statistics = chunk.getStatistics();
                    if (statistics instanceof IntStatistics days && days.hasNonNullValue()) {
                        return new Days(days.getMin(), days.getMax());
                    }
                }
            }
            return new Days(Long.MIN_VALUE, Long.MAX_VALUE);
        }

        boolean mayHold(LocalDate day) {
            return first <= day.toEpochDay() && day.toEpochDay() <= last;
        }
    }
}
