package org.datawarp.schemas.row;

/**
 * The messages of {@code datawarp.rows.<publication>}: the release protocol of the raw topic, with each {@link
 * SheetRow} replaced by exactly one {@link AppliedRow} of the same key, in the same order and partition.
 */
public sealed interface RowsMessage permits ReleaseOpened, SheetOpened, AppliedRow, SheetClosed, ReleaseClosed {}
