package org.datawarp.author.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Manifest;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.RawMessage;
import org.datawarp.schemas.row.SheetOpened;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.LayoutFinder;
import org.datawarp.streams.layout.TableRegion;
import org.datawarp.streams.replay.RawVisitor;

/** The sheets of a release, as its raw rows show them; of large sheets only the beginning is kept. Owned by one thread. */
public final class SeenRelease implements RawVisitor {

    /** More rows show nothing more about a column. */
    private static final int MOST_ROWS = 2_000;

    private final Period period;
    private final Map<String, SheetOpened> opened = new LinkedHashMap<>();
    private final Map<String, List<SheetRow>> rows = new LinkedHashMap<>();

    public SeenRelease(Period period) {
        this.period = period;
    }

    @Override
    public void visit(String key, RawMessage message, long checksum) {
        if (message instanceof SheetOpened sheet) {
            opened.put(key, sheet);
            rows.put(key, new ArrayList<>());
        } else if (message instanceof SheetRow row) {
            List<SheetRow> kept = rows.get(key);
            if (kept != null && kept.size() < MOST_ROWS) {
                kept.add(row);
            }
        }
    }

    Period period() {
        return period;
    }

    /** In the order in which they were read. */
    List<SeenSheet> sheets() {
        return opened.entrySet().stream()
                .map(sheet -> new SeenSheet(sheet.getValue(), rows.getOrDefault(sheet.getKey(), List.of())))
                .toList();
    }

    /** A dataset's table where a manifest finds it. */
    record Placed(SeenSheet sheet, TableRegion region) {}

    /** Where a manifest finds a dataset. */
    List<Placed> find(Manifest manifest, Dataset dataset) {
        LayoutFinder finder = new LayoutFinder(manifest, period.end());
        List<Placed> found = new ArrayList<>();
        for (SeenSheet sheet : sheets()) {
            Optional<TableRegion> region = finder.find(sheet.opened(), sheet.firstRows()).regions().stream()
                    .filter(candidate -> candidate.dataset().name().equals(dataset.name()))
                    .findFirst();
            region.ifPresent(table -> found.add(new Placed(sheet, table)));
        }
        return found;
    }
}
