package org.datawarp.sinks.parquet;

import java.nio.file.Path;
import java.util.List;
import org.datawarp.schemas.catalog.PeriodRows;

/**
 * A finished part on disk.
 *
 * @param sha256 of its bytes, lower-case hex
 * @param periods what it holds, in order
 */
public record LocalPart(Path file, long rows, long bytes, String sha256, List<PeriodRows> periods) {

    public LocalPart {
        periods = List.copyOf(periods);
    }
}
