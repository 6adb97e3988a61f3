-- What each role may do, renewed at every start by the owner. Whoever runs the server makes the roles: those that lack are
-- passed over, and the owner does their work.
DO $$
DECLARE
    made text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
            WHERE n.nspname = 'datawarp' AND r.rolname = current_user) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('datawarp.grants', 0));
    REVOKE ALL ON SCHEMA data, stage, datawarp FROM PUBLIC;

    -- Loads: makes and widens the tables of datasets and of the stage, which it owns.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'datawarp_writer') THEN
        GRANT USAGE ON SCHEMA datawarp TO datawarp_writer;
        GRANT USAGE, CREATE ON SCHEMA data, stage TO datawarp_writer;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA datawarp TO datawarp_writer;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA datawarp TO datawarp_writer;
        REVOKE INSERT, UPDATE, DELETE ON datawarp.flyway_schema_history, datawarp.heartbeat FROM datawarp_writer;
        FOR made IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                WHERE schemaname IN ('data', 'stage') AND tableowner <> 'datawarp_writer' LOOP
            EXECUTE 'ALTER TABLE ' || made || ' OWNER TO datawarp_writer';
        END LOOP;
    END IF;

    -- Follows changes: replicates, reads what it captures, and beats.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'datawarp_capture') THEN
        GRANT USAGE ON SCHEMA data, datawarp TO datawarp_capture;
        GRANT SELECT ON ALL TABLES IN SCHEMA data TO datawarp_capture;
        GRANT SELECT ON datawarp.commits, datawarp.rebuild TO datawarp_capture;
        GRANT SELECT, INSERT, UPDATE ON datawarp.heartbeat TO datawarp_capture;
    END IF;

    -- Asks: what is published, nothing of how it came about.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'datawarp_reader') THEN
        GRANT USAGE ON SCHEMA data TO datawarp_reader;
        GRANT SELECT ON ALL TABLES IN SCHEMA data TO datawarp_reader;
        REVOKE ALL ON SCHEMA datawarp FROM datawarp_reader;
    END IF;

    -- What the writer makes later.
    FOR made IN SELECT rolname FROM pg_roles WHERE rolname IN ('datawarp_capture', 'datawarp_reader')
            AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'datawarp_writer') LOOP
        EXECUTE 'ALTER DEFAULT PRIVILEGES FOR ROLE datawarp_writer IN SCHEMA data GRANT SELECT ON TABLES TO ' || made;
    END LOOP;
END $$;

-- What capture follows. If it was dropped, or tables were taken out of it, the changes of that time are missing. Capture reads
-- where it was made again, and starts again with all rows unless it has come further.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_publication p WHERE pubname = 'datawarp' AND pubinsert AND pubupdate AND pubdelete
            AND (puballtables OR EXISTS (SELECT FROM pg_publication_namespace n JOIN pg_namespace s ON s.oid = n.pnnspid
                WHERE n.pnpubid = p.oid AND s.nspname = 'data'))
            AND 2 = (SELECT count(*) FROM pg_publication_tables t WHERE t.pubname = p.pubname
                AND t.schemaname = 'datawarp' AND t.tablename IN ('commits', 'heartbeat'))) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('datawarp.publication', 0));
    DROP PUBLICATION IF EXISTS datawarp;
    CREATE PUBLICATION datawarp FOR TABLES IN SCHEMA data, TABLE datawarp.commits, TABLE datawarp.heartbeat;
    EXECUTE format('COMMENT ON PUBLICATION datawarp IS %L', 'made again at ' || pg_current_wal_insert_lsn());
EXCEPTION
    -- Capture says what to do.
    WHEN insufficient_privilege THEN
        RAISE WARNING 'The publication "datawarp" is not as it should be, and % may not make it', current_user;
END $$;
