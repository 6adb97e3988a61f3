package org.datawarp.schemas.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.ColumnType;

/**
 * A consumer of published datasets, with the columns that it uses: a manifest may change as long as it keeps these
 * columns.
 *
 * @param name of the program, report or team
 * @param contact whom to ask before a change
 * @param purpose what it does with them; empty when not said
 */
public record DeclaredReader(String name, String contact, String purpose, List<Use> uses) {

    public DeclaredReader {
        uses = List.copyOf(uses);
    }

    /**
     * What it uses of one dataset.
     *
     * @param columns each with the type that the consumer relies on; empty when any type will do
     * @param key the columns that the consumer identifies a row by, besides the period; empty when it does not matter
     */
    public record Use(DatasetName dataset, Map<ColumnName, Optional<ColumnType>> columns, Set<ColumnName> key) {

        public Use {
            columns = Map.copyOf(columns);
            key = Set.copyOf(key);
        }
    }
}
