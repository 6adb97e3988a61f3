package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.DriftMode;
import org.datawarp.schemas.manifest.Total;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.PlacedHeading;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.HeadingBand;
import org.datawarp.streams.layout.TableRegion;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table of a sheet. Takes them in order; owned by one thread. */
final class RegionApplier {

    private final TableRegion region;
    private final RowOrigin origin;
    private final Table table;
    private final FillDown fillDown;
    private final SectionLabels sections;
    private final Remarks remarks;
    private final RowPeriod rowPeriod;
    private final TotalRows totals;
    private final RowValues rowValues;
    private final @Nullable WideRows wideRows;
    private final boolean frozen;

    RegionApplier(TableRegion region, RowOrigin origin) {
        Dataset dataset = region.dataset();
        this.region = region;
        this.origin = origin;
        this.table = dataset.table();
        this.frozen =
                dataset.drift() == DriftMode.FREEZE && !region.undeclared().isEmpty();
        this.fillDown = new FillDown(region.fields());
        this.sections = new SectionLabels(dataset.fields());
        region.labels().stream().filter(sections::isLabel).forEach(sections::label);
        TableSlots slots = new TableSlots(region, fillDown, sections);
        this.remarks = new Remarks(region, slots.identity());
        this.rowPeriod = new RowPeriod(
                slots.periods(), dataset.periodKind(), origin.release().period());
        this.totals = new TotalRows(dataset.totals(), slots.all(), dataset.unpivot());
        this.rowValues = new RowValues(slots.values(), table, dataset);
        this.wideRows = dataset.unpivot() == null ? null : new WideRows(region, table, totals, rowPeriod.isTold());
    }

    /** Changes whenever {@link #labels} does. */
    int labelsVersion() {
        return fillDown.version() + sections.version();
    }

    /** What is remembered from row to row. */
    List<Cell> labels() {
        List<Cell> labels = new ArrayList<>(fillDown.cells());
        labels.addAll(sections.cells());
        return labels;
    }

    int labelCount() {
        return fillDown.size() + sections.size();
    }

    /** @param labels as {@link #labels} gave them */
    void resume(List<Cell> labels) {
        fillDown.resume(labels.subList(0, fillDown.size()));
        sections.resume(labels.subList(fillDown.size(), labels.size()));
    }

    Outcome apply(SheetRow row) {
        HeadingBand band = region.band();
        if (row.row() < band.firstRow() || row.row() > region.lastRow()) {
            return remark(row);
        }
        if (row.row() <= band.lastRow()) {
            return row.row() == band.endRow() ? headings() : Outcome.HEADING;
        }
        if (band.repeats(row)) {
            return Outcome.HEADING;
        }
        boolean figures = remarks.hasFigure(row);
        if (!figures && sections.isLabel(row) && !remarks.opensANote(row)) {
            sections.label(row);
            return Outcome.HEADING;
        }
        if (figures || !remarks.opensANote(row)) {
            fillDown.remember(row);
        }
        if (!figures && remarks.namesColumns(row)) {
            return Outcome.HEADING;
        }
        if (!figures && remarks.isRemark(row)) {
            return remark(row);
        }
        sections.data();
        return frozen ? Outcome.FROZEN : read(row);
    }

    /** The place of each field's heading. */
    private Outcome headings() {
        HeadingBand band = region.band();
        List<PlacedHeading> headings = region.fields().stream()
                .filter(field -> !field.heading().isEmpty())
                .map(field -> new PlacedHeading(
                        table.dataset(),
                        field.field().name(),
                        field.heading(),
                        field.column(),
                        band.firstRow(),
                        band.endRow()))
                .toList();
        return new Outcome(RowKind.HEADING, List.of(), List.of(), headings);
    }

    private static Outcome remark(SheetRow row) {
        for (Cell cell : row.cells()) {
            if (!CellText.isBlank(cell)) {
                return Outcome.NOTE;
            }
        }
        return Outcome.BLANK;
    }

    private Outcome read(SheetRow row) {
        Total found = totals.find(row);
        Total total = found == null || found.keep() ? null : found;
        RowProblems problems = new RowProblems(origin, region.dataset(), row.row());
        @Nullable Object[] values = rowValues.read(row, total, problems);
        Period period = total == null ? rowPeriod.read(row, problems) : totalPeriod(row);
        List<TypedRow> rows = wideRows == null ? one(values, period) : wideRows.read(row, values, period, problems);
        if (!problems.isEmpty()) {
            return found == null && isOutOfPlace(row) ? Outcome.NOTE : Outcome.rejected(problems.rejections());
        }
        return rows.isEmpty() ? Outcome.NOTE : Outcome.of(total == null ? RowKind.DATA : RowKind.TOTAL, rows);
    }

    private List<TypedRow> one(@Nullable Object[] values, @Nullable Period period) {
        if (period == null) {
            return List.of();
        }
        List<@Nullable Object> all = Arrays.asList(values);
        return List.of(new TypedRow(table.dataset(), period, table.rowKey(period, all), all));
    }

    /** A total over periods has none of its own. */
    private Period totalPeriod(SheetRow row) {
        Period own = rowPeriod.read(row, new RowProblems(origin, region.dataset(), row.row()));
        return own == null ? origin.release().period() : own;
    }

    /**
     * Whether the row has text in figure columns, and beside it no name of a row or the beginning of a note. Examples
     * are units, a note that begins further right, a source with its date.
     */
    private boolean isOutOfPlace(SheetRow row) {
        return (remarks.isNameless(row) || remarks.opensANote(row))
                && !rowValues.hasReadableFigure(row)
                && (wideRows == null || !wideRows.hasReadable(row));
    }
}
