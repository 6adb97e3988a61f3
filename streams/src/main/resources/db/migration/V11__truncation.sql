-- TRUNCATE tells the change feed of no row: what is published would keep rows that the table has not.
CREATE FUNCTION datawarp.refuse_truncation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Cannot truncate %.%: the change feed would not tell which rows are gone; use DELETE',
        TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'feature_not_supported';
END $$;

DO $$
DECLARE
    made text;
BEGIN
    FOR made IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'data' LOOP
        EXECUTE 'CREATE TRIGGER refuse_truncation BEFORE TRUNCATE ON ' || made
            || ' EXECUTE FUNCTION datawarp.refuse_truncation()';
    END LOOP;
END $$;
