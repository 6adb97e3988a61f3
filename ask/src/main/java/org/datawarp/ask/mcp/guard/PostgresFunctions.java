package org.datawarp.ask.mcp.guard;

import java.util.Set;

/** The allowed functions that PostgreSQL has and DuckDB has not. */
final class PostgresFunctions {

    static final Set<String> ALLOWED = words(
            // Dates and times
            """
            clock_timestamp date_bin justify_days justify_hours justify_interval make_interval make_timestamptz
            statement_timestamp to_char to_date to_number
            """,
            // Texts
            """
            btrim char_length character_length convert_from initcap normalize parse_ident quote_ident quote_literal
            regexp_count regexp_instr regexp_like regexp_match regexp_split_to_table regexp_substr sha224 sha384 sha512
            string_to_table to_ascii unistr
            """,
            // Numbers
            """
            acosh asinh atanh atan2d cosd cosh div erf erfc min_scale num_nonnulls num_nulls scale sind sinh tand
            tanh trim_scale width_bucket
            """,
            // Aggregates
            """
            every json_agg json_object_agg jsonb_agg jsonb_object_agg percentile_cont percentile_disc
            range_agg
            """,
            // Arrays and JSON
            """
            array_dims array_fill array_lower array_ndims array_positions array_remove array_replace array_upper
            json_array_elements json_array_elements_text json_array_length json_build_array json_build_object
            json_each json_each_text json_extract_path json_extract_path_text json_object_keys json_typeof
            jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object
            jsonb_each jsonb_each_text jsonb_extract_path jsonb_extract_path_text jsonb_object_keys jsonb_typeof
            row_to_json to_json to_jsonb
            """);

    static final Set<String> WORDS = words("character localtime localtimestamp materialized ordinality some timestamptz"
            + " timetz tablesample time varying zone");

    private PostgresFunctions() {}

    private static Set<String> words(String... groups) {
        return Set.of(String.join(" ", groups).strip().split("\\s+", -1));
    }
}
