/**
 * Which functions a statement may call: an allow-list, so that what a new engine brings is refused until it has been
 * reviewed. That each function of the engine is in one of the two lists is tested against the engine's own.
 * `datawarp mcp` has the same lists: a test writes them to the file that it reads.
 */

export const ALLOWED: ReadonlySet<string> = words({
  aggregates: `
    any_value approx_count_distinct approx_quantile arbitrary arg_max arg_min argmax argmin array_agg avg bit_and
    bit_or bit_xor bitstring_agg bool_and bool_or corr count count_star covar_pop covar_samp entropy favg first fsum
    group_concat histogram kahan_sum kurtosis last list mad max max_by mean median min min_by mode product quantile
    quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
    regr_syy reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum sum_no_overflow sumkahan
    var_pop var_samp variance`,
  windows: `
    cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number`,
  'dates and times': `
    age century current_date date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc
    day dayname dayofmonth dayofweek dayofyear decade epoch epoch_ms epoch_ns epoch_us era get_current_time
    get_current_timestamp hour isodow isoyear julian last_day make_date make_time make_timestamp microsecond
    millennium millisecond minute month monthname now quarter second strftime strptime time_bucket timezone
    timezone_hour timezone_minute to_days to_hours to_microseconds to_milliseconds to_minutes to_months to_seconds
    to_timestamp to_years today transaction_timestamp try_strptime week weekday weekofyear year yearweek`,
  texts: `
    alias ascii bar base64 bin bit_length bit_position bitstring chr concat concat_ws contains decode encode
    ends_with format format_bytes formatreadabledecimalsize from_base64 from_binary from_hex hex instr jaccard lcase
    left left_grapheme length_grapheme lower lpad ltrim md5 md5_number md5_number_lower md5_number_upper
    nfc_normalize octet_length ord position prefix printf regexp_extract regexp_extract_all regexp_full_match
    regexp_matches regexp_replace regexp_split_to_array replace reverse right right_grapheme rpad rtrim sha256 split
    split_part starts_with stem str_split str_split_regex string_split string_split_regex string_to_array
    strip_accents strlen strpos substr substring substring_grapheme suffix to_base64 to_binary to_hex translate trim
    ucase unbin unhex unicode upper`,
  'lists, maps and structs': `
    aggregate apply array array_aggr array_aggregate array_append array_apply array_cat array_concat array_contains
    array_distinct array_extract array_filter array_has array_has_all array_has_any array_indexof array_intersect
    array_length array_pop_back array_pop_front array_position array_prepend array_push_back array_push_front
    array_resize array_reverse array_reverse_sort array_slice array_sort array_to_string array_transform
    array_unique bit_count cardinality element_at enum_code enum_first enum_last enum_range enum_range_boundary
    filter flatten generate_series generate_subscripts len length list_aggr list_aggregate list_any_value
    list_append list_apply list_approx_count_distinct list_avg list_bit_and list_bit_or list_bit_xor list_bool_and
    list_bool_or list_cat list_concat list_contains list_cosine_similarity list_count list_distance list_distinct
    list_dot_product list_element list_entropy list_extract list_filter list_first list_has list_has_all
    list_has_any list_histogram list_indexof list_inner_product list_intersect list_kurtosis list_last list_mad
    list_max list_median list_min list_mode list_pack list_position list_prepend list_product list_resize
    list_reverse list_reverse_sort list_sem list_skewness list_slice list_sort list_stddev_pop list_stddev_samp
    list_string_agg list_sum list_transform list_unique list_value list_var_pop list_var_samp map map_concat
    map_entries map_extract map_from_entries map_keys map_values range row struct struct_extract struct_insert
    struct_pack union_extract union_tag union_value unnest`,
  'numbers and more': `
    abs acos add asin atan atan2 cbrt ceil ceiling cos cot count_if degrees divide even exp factorial fdiv floor
    fmod gamma gcd gen_random_uuid geomean geometric_mean get_bit greatest greatest_common_divisor hash isfinite
    isinf isnan lcm least least_common_multiple lgamma ln log log10 log2 mod multiply nextafter nullif pi pow power
    radians random round round_even roundbankers set_bit sign signbit sin sqrt subtract tan to_base trunc typeof
    uuid xor`,
  'of the parser': `
    cast coalesce columns extract grouping grouping_id if ifnull overlay try_cast`,
})

/** Functions of the engine that no statement may call, not even as a name with a list of columns behind it. */
export const REFUSED: ReadonlySet<string> = words({
  'files and other statements': `
    all_profiling_output arrow_scan arrow_scan_dumb checkpoint collations create_fts_index database_list
    database_size disable_checkpoint_on_shutdown disable_object_cache disable_optimizer disable_print_progress_bar
    disable_profile disable_profiling disable_progress_bar disable_verification disable_verify_external
    disable_verify_parallelism disable_verify_serializer drop_fts_index enable_checkpoint_on_shutdown
    enable_index_join enable_object_cache enable_optimizer enable_print_progress_bar enable_profile enable_profiling
    enable_progress_bar enable_verification force_checkpoint force_index_join functions glob import_database
    index_scan metadata_info parquet_metadata parquet_scan parquet_schema platform read_csv read_csv_auto
    read_parquet repeat repeat_row seq_scan show show_databases show_tables show_tables_expanded storage_info
    summary table_info test_all_types test_vector_types verify_external verify_parallelism verify_serializer version`,
  'the engine and its state': `
    combine constant_or_null current_database current_query current_schema current_schemas current_setting currval
    error finalize getvariable in_search_path nextval setseed stats txid_current vector_type version`,
  'what PostgreSQL has, and this engine only pretends to': `
    col_description current_catalog current_role current_user format_pg_type format_type has_any_column_privilege
    has_column_privilege has_database_privilege has_foreign_data_wrapper_privilege has_function_privilege
    has_language_privilege has_schema_privilege has_sequence_privilege has_server_privilege has_table_privilege
    has_tablespace_privilege inet_client_addr inet_client_port inet_server_addr inet_server_port obj_description
    session_user shobj_description user`,
  'LIKE as a function, where its pattern cannot be seen': `
    ilike_escape like_escape not_ilike_escape not_like_escape`,
  'time that grows with the product of two lengths, and memory that is not counted': `
    damerau_levenshtein editdist3 hamming jaro_similarity jaro_winkler_similarity levenshtein mismatches repeat`,
})

/** Words of SQL that may precede a bracket, and names of types. */
export const WORDS: ReadonlySet<string> = words({
  clauses: `
    all and any as between by case cube describe distinct else except exclude exists filter from group having in
    intersect is join lateral limit materialized not nulls offset on or over partition pivot qualify repeatable
    replace rollup sample select sets some summarize then union unpivot using values when where with within`,
  samples: `
    bernoulli reservoir system`,
  types: `
    bit bpchar char dec decimal enum float interval numeric nvarchar string struct text time timestamp varbinary varchar`,
})

/** Names of views that look into the engine, and our own schemas: refused everywhere. */
export const REFUSED_BEGINNINGS = ['__', 'duckdb_', 'pragma_', 'pg_', 'sqlite_', 'information_schema']

export function isRefusedName(name: string): boolean {
  return REFUSED_BEGINNINGS.some((beginning) => name.startsWith(beginning))
}

/**
 * Whether a name may precede a bracket.
 *
 * @param quoted whether it is in quotes, and so not a word of SQL
 * @param columns whether the brackets hold names alone, as those of `t(a, b)` do; what is no function is then a table's name
 */
export function mayCall(name: string, quoted: boolean, columns: boolean): boolean {
  if (ALLOWED.has(name)) return true
  if (!quoted && WORDS.has(name)) return true
  // Operators are functions, too, by their signs in quotes.
  return columns && !REFUSED.has(name) && /^[\p{L}\p{N}_]/u.test(name)
}

function words(groups: Record<string, string>): ReadonlySet<string> {
  return new Set(Object.values(groups).flatMap((group) => group.trim().split(/\s+/)))
}
