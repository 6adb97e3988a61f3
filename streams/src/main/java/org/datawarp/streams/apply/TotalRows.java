package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datawarp.schemas.manifest.Total;
import org.datawarp.schemas.manifest.Unpivot;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.WideColumn;
import org.jspecify.annotations.Nullable;

/** Recognises rows and wide columns of a table that are sums of others. */
final class TotalRows {

    private final List<Rule> rules = new ArrayList<>();

    /**
     * One {@code Total} of the manifest, in one sheet.
     *
     * @param cells what each field must say
     * @param headings what a wide heading must say; null when the whole row is meant
     */
    private record Rule(
            Total total,
            Map<FieldSlot, Set<String>> cells,
            @Nullable Set<String> headings) {

        boolean fits(SheetRow row) {
            for (Map.Entry<FieldSlot, Set<String>> cell : cells.entrySet()) {
                if (!cell.getValue().contains(CellText.shown(cell.getKey().cell(row)))) {
                    return false;
                }
            }
            return true;
        }
    }

    TotalRows(List<Total> totals, List<FieldSlot> slots, @Nullable Unpivot unpivot) {
        ColumnName dimension = unpivot == null || unpivot.dimension() == null
                ? null
                : unpivot.dimension().name();
        for (Total total : totals) {
            Map<FieldSlot, Set<String>> cells = new HashMap<>();
            for (FieldSlot slot : slots) {
                List<String> values = total.when().get(slot.field().name());
                if (values != null) {
                    cells.put(slot, new HashSet<>(values));
                }
            }
            List<String> headings = dimension == null ? null : total.when().get(dimension);
            // A field that this table lacks cannot mark a row as a total.
            if (cells.size() + (headings == null ? 0 : 1) == total.when().size()) {
                rules.add(new Rule(total, cells, headings == null ? null : new HashSet<>(headings)));
            }
        }
    }

    /** The rule that makes a whole row a total, or null. */
    @Nullable
    Total find(SheetRow row) {
        for (Rule rule : rules) {
            if (rule.headings == null && rule.fits(row)) {
                return rule.total;
            }
        }
        return null;
    }

    /** Whether a wide column's cell in a row is a total that is not published. */
    boolean leavesOut(SheetRow row, WideColumn column) {
        for (Rule rule : rules) {
            boolean meant = rule.headings != null && rule.headings.contains(column.value());
            if (meant && !rule.total.keep() && rule.fits(row)) {
                return true;
            }
        }
        return false;
    }
}
