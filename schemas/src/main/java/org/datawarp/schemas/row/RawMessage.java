package org.datawarp.schemas.row;

/**
 * The messages of {@code datawarp.raw.<publication>}: the release protocol.
 *
 * <p>{@link ReleaseOpened} to every partition; then for each sheet {@link SheetOpened}, its {@link SheetRow}s in order
 * and {@link SheetClosed}, all with the sheet's id as key; then {@link ReleaseClosed} to every partition. A release is
 * complete when every partition has delivered its {@link ReleaseClosed} and each sheet its count and checksum.
 */
public sealed interface RawMessage permits ReleaseOpened, SheetOpened, SheetRow, SheetClosed, ReleaseClosed {}
