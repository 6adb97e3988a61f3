package org.datawarp.streams.release;

import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.table.Table;

/**
 * A dataset as it is in PostgreSQL.
 *
 * @param rows how many its table holds
 */
public record DatasetStatus(DatasetName dataset, PublicationName publication, Table table, long rows) {}
