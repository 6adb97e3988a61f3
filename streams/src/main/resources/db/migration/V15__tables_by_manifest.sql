-- A dataset's table has the columns of its manifest, and all rows as they were published: whoever alters it by hand tells
-- the change feed of no row, and what is published would differ from then on. Commands that leave columns, key, logging and
-- rows as they are (indexes, comments, owners, statistics, constraints) are everybody's. The loader says that it is the
-- loader by the setting datawarp.ddl.

-- What must not change by hand, table by table.
CREATE FUNCTION datawarp.tables_now() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_object_agg(t.relname, md5(t.relreplident::text || t.relpersistence::text || t.has_key || t.columns)), '{}')
    FROM (
        SELECT c.relname, c.relreplident, c.relpersistence,
            EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)::text AS has_key,
            (SELECT string_agg(a.attnum || a.attname || format_type(a.atttypid, a.atttypmod), ',' ORDER BY a.attnum)
                FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN datawarp.datasets d ON d.dataset = c.relname
        WHERE n.nspname = 'data' AND c.relkind = 'r'
    ) t
$$;

CREATE FUNCTION datawarp.is_loader() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
    $$ SELECT coalesce(current_setting('datawarp.ddl', true), '') = 'manifest' $$;

CREATE FUNCTION datawarp.refuse_by_hand(command text, dataset text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Cannot % data.% by hand: what is published would differ from the table and nothing would tell',
        command, dataset
        USING ERRCODE = 'feature_not_supported',
        HINT = 'Change the manifest of ' || dataset || ' and run: ./datawarp manifests apply, then ./datawarp replay '
            || dataset || '. Indexes, comments, owners and constraints may be changed by hand.';
END $$;

-- Whoever alters any table meets what follows: it works with its owner's rights.
CREATE FUNCTION datawarp.remember_tables() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT datawarp.is_loader() THEN
        PERFORM set_config('datawarp.tables_before', datawarp.tables_now()::text, true);
    END IF;
END $$;

CREATE FUNCTION datawarp.compare_tables() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before jsonb := nullif(current_setting('datawarp.tables_before', true), '');
    changed text;
BEGIN
    IF datawarp.is_loader() OR before IS NULL THEN
        RETURN;
    END IF;
    SELECT b.key INTO changed FROM jsonb_each(before) b
    WHERE b.value IS DISTINCT FROM datawarp.tables_now() -> b.key ORDER BY b.key LIMIT 1;
    IF changed IS NOT NULL THEN
        PERFORM datawarp.refuse_by_hand(TG_TAG, changed);
    END IF;
END $$;

-- Rows may be written anew with other values although the columns stay: ALTER COLUMN n TYPE bigint USING n + 1.
CREATE FUNCTION datawarp.refuse_rewriting() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rewritten text;
BEGIN
    SELECT c.relname INTO rewritten FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = pg_event_trigger_table_rewrite_oid() AND n.nspname = 'data'
        AND datawarp.tables_now() ? c.relname;
    IF rewritten IS NOT NULL AND NOT datawarp.is_loader() THEN
        PERFORM datawarp.refuse_by_hand(TG_TAG, rewritten);
    END IF;
END $$;

CREATE EVENT TRIGGER datawarp_remember_tables ON ddl_command_start
    WHEN TAG IN ('ALTER TABLE', 'DROP TABLE', 'DROP SCHEMA', 'DROP OWNED') EXECUTE FUNCTION datawarp.remember_tables();
CREATE EVENT TRIGGER datawarp_compare_tables ON ddl_command_end
    WHEN TAG IN ('ALTER TABLE', 'DROP TABLE', 'DROP SCHEMA', 'DROP OWNED') EXECUTE FUNCTION datawarp.compare_tables();
CREATE EVENT TRIGGER datawarp_refuse_rewriting ON table_rewrite
    WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION datawarp.refuse_rewriting();
