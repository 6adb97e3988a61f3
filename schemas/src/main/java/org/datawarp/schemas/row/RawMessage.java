package org.datawarp.schemas.row;

/**
 * The messages of {@code datawarp.raw.<publication>}: the release protocol.
 *
 * <p>The order is: {@link ReleaseOpened} to every partition; for each sheet {@link SheetOpened}, its {@link SheetRow}s
 * and {@link SheetClosed}, with the sheet's id as key; {@link ReleaseClosed} to every partition. A release is complete
 * when every partition has delivered its {@link ReleaseClosed} and each sheet its count and checksum.
 */
public sealed interface RawMessage permits ReleaseOpened, SheetOpened, SheetRow, SheetClosed, ReleaseClosed {}
