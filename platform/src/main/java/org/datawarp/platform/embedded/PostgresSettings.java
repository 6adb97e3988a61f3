package org.datawarp.platform.embedded;

/**
 * The content of {@code datawarp.conf}, which {@code postgresql.conf} includes. Written at every start;
 * {@code ALTER SYSTEM} wins over it.
 */
final class PostgresSettings {

    /** One line for each setting, name and value. */
    static final String LINES = """
            # Written at every start. To change a setting, use ALTER SYSTEM, which wins over this file.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 50
            timezone = 'UTC'
            log_timezone = 'UTC'

            # A commit is on disk.
            fsync = on
            synchronous_commit = on
            full_page_writes = on

            # Changes are read from the log. A reader that stops reading must not fill the disk, but one transaction must
            # fit: a release of ten million rows writes about 5 GB.
            wal_level = logical
            max_wal_senders = 10
            max_replication_slots = 10
            max_slot_wal_keep_size = '64GB'
            max_wal_size = '4GB'
            # How much of one transaction a reader of the log keeps in memory; more is written to disk and read back. A
            # release of 80,000 rows that all change takes 100 MB, with each row before and its revision.
            logical_decoding_work_mem = '256MB'

            # For a laptop with other work; used only when there are that many rows. The keys of five million take 230 MB,
            # and those of a release are spread over all of them.
            shared_buffers = '256MB'
            work_mem = '32MB'
            maintenance_work_mem = '128MB'

            # The loader itself collects the statistics that the next release needs. Those of all columns may wait until a
            # table has grown by half: a long table grows by a tenth every few releases.
            autovacuum_analyze_scale_factor = 0.5

            log_checkpoints = off
            """;

    private PostgresSettings() {}
}
