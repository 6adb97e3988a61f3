/**
 * Names that no statement may use.
 *
 * Functions that read files, look into the engine or keep state; and those whose time grows with the product of the
 * lengths of two texts, which the engine cannot interrupt. That no table function is forgotten is tested against the
 * engine's own list.
 */

/** Also as tables: views that look into the engine, and our own schemas. */
const REFUSED_BEGINNINGS = ['__', 'duckdb_', 'pragma_', 'pg_', 'sqlite_', 'information_schema']

const REFUSED_CALL_BEGINNINGS = [
  'read_',
  'parquet_',
  'sniff_',
  'arrow_',
  'test_',
  'from_substrait',
  'get_substrait',
  'in_search_path',
  'has_',
  'enable_',
  'disable_',
  'verify_',
  'force_',
  'create_',
  'drop_',
  'txid_',
  'icu_',
  'load_',
  'http_',
  'iceberg_',
  'delta_',
  'st_read',
]

const REFUSED_CALLS = new Set([
  // files and other statements
  ...['glob', 'query', 'query_table', 'copy', 'export_database', 'import_database', 'which_secret', 'add_parquet_key'],
  ...['seq_scan', 'index_scan', 'pandas_scan', 'python_map_function', 'repeat_row', 'repeat', 'summary', 'checkpoint'],
  ...[
    'storage_info',
    'metadata_info',
    'all_profiling_output',
    'show',
    'table_info',
    'show_tables',
    'show_tables_expanded',
    'show_databases',
  ],
  ...['database_list', 'database_size', 'import', 'version', 'platform', 'functions', 'collations', 'user_agent'],
  // the instance and its state
  ...['setseed', 'nextval', 'currval', 'getenv', 'getvariable', 'set_config', 'stats', 'vector_type', 'write_log'],
  ...['current_setting', 'current_schema', 'current_schemas', 'current_database', 'current_catalog', 'current_user'],
  ...[
    'current_query',
    'current_role',
    'query_progress',
    'pg_typeof',
    'error',
    'sleep',
    'user',
    'session_user',
    'shobj_description',
    'obj_description',
  ],
  // LIKE as a function, where its pattern cannot be looked at
  ...['~~', '!~~', '~~*', '!~~*', '~~~', 'like_escape', 'ilike_escape', 'not_like_escape', 'not_ilike_escape'],
  // time that grows with the product of two lengths
  ...['levenshtein', 'editdist3', 'damerau_levenshtein', 'jaro_similarity', 'jaro_winkler_similarity'],
])

/** @param called whether arguments follow */
export function isRefused(name: string, called: boolean): boolean {
  if (REFUSED_BEGINNINGS.some((beginning) => name.startsWith(beginning))) return true
  if (!called) return false
  return (
    REFUSED_CALLS.has(name) ||
    REFUSED_CALL_BEGINNINGS.some((beginning) => name.startsWith(beginning)) ||
    name.endsWith('_scan')
  )
}
