package org.datawarp.sinks.change;

/**
 * A replication slot as PostgreSQL sees it.
 *
 * @param confirmedLsn up to where its changes were acknowledged
 * @param lost whether the log that it needs is gone
 * @param active whether a process reads from it now
 */
record SlotState(long confirmedLsn, boolean lost, boolean active) {}
