/** One definition of a dataset's table, from which DDL, Avro, Parquet and catalogue follow. */
@NullMarked
package org.datawarp.schemas.table;

import org.jspecify.annotations.NullMarked;
