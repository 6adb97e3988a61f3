import { SHAPE_QUESTIONS } from './shapeQuestions'
import { VALUE_QUESTIONS } from './valueQuestions'

/** About what is published. */
const PUBLISHED_QUESTIONS: readonly string[] = [
  // what is there
  'SELECT count(*) FROM ae_provider',
  'SELECT count(*), count(sub_type), count(DISTINCT national_grouping) FROM ods_trust',
  'SELECT * FROM ae_provider ORDER BY period_start, org_code',
  'FROM sickness_absence_organisation SELECT org_code, sickness_absence_rate ORDER BY ALL',
  "VALUES (1, NULL), (2, 'two')",
  // conditions
  "SELECT org_code, attendances_type_1 FROM ae_provider WHERE period_start = DATE '2025-04-01' ORDER BY org_code",
  "SELECT org_name FROM ods_trust WHERE org_name ILIKE '%hospital%' ORDER BY org_name",
  "SELECT org_code FROM ods_trust WHERE close_date IS NULL AND open_date BETWEEN '1990-01-01' AND '2005-12-31' ORDER BY 1",
  "SELECT DISTINCT region FROM discharge_daily_remaining WHERE region IN ('LONDON', 'South West', 'London') ORDER BY 1",
  "SELECT count(*) FROM rtt_pathways WHERE part_type <> 'Part_1A' OR treatment_function_code = 'C_100'",
  "SELECT count(*) FROM ae_provider WHERE period_start > DATE '2030-01-01'",
  // groups
  'SELECT period_start, sum(attendances_type_1), min(org_code), max(org_name) FROM ae_provider GROUP BY 1 ORDER BY 1',
  'SELECT region, count(*) AS n FROM discharge_daily_discharged GROUP BY ALL HAVING n > 10 ORDER BY ALL',
  'SELECT region_name, sum(sickness_absence_rate), max(sickness_absence_rate) FROM sickness_absence_organisation GROUP BY 1 ORDER BY 1',
  'SELECT grouping(region), region, sum(discharged) FROM discharge_daily_discharged GROUP BY ROLLUP (region) ORDER BY 1, 2',
  'SELECT count(*) FILTER (WHERE patients > 10), bool_or(patients IS NULL) FROM discharge_daily_not_meeting_criteria',
  // medians and quantiles
  'SELECT org_code, median(discharged) FROM discharge_daily_discharged GROUP BY 1 ORDER BY 1',
  'SELECT quantile_cont(imd_rank, 0.9), quantile_disc(imd_rank, [0.25, 0.5]), mode(imd_decile) FROM imd_lsoa',
  'SELECT arg_max(practice_code, patients), arg_min(practice_code, patients) FROM gp_registered_patients',
  // windows
  'SELECT org_code, period_start, attendances_type_1 - lag(attendances_type_1) OVER (PARTITION BY org_code ORDER BY period_start) AS change FROM ae_provider ORDER BY ALL',
  'SELECT org_code, row_number() OVER (ORDER BY attendances_type_1 DESC, org_code) AS rank FROM ae_provider QUALIFY rank <= 3 ORDER BY rank',
  'SELECT period_start, sum(sum(discharged)) OVER (ORDER BY period_start) FROM discharge_daily_discharged GROUP BY 1 ORDER BY 1',
  'SELECT practice_code, ntile(4) OVER (ORDER BY patients, practice_code), first_value(practice_code) OVER (ORDER BY patients DESC, practice_code) FROM gp_registered_patients ORDER BY ALL',
  // joins
  'SELECT a.org_code, o.org_name, sum(a.attendances_type_1) FROM ae_provider a JOIN ods_trust o USING (org_code) GROUP BY ALL ORDER BY ALL',
  "SELECT o.org_code, a.attendances_type_1 FROM ods_trust o LEFT JOIN ae_provider a ON a.org_code = o.org_code AND a.period_start = '2025-03-01' ORDER BY ALL",
  'SELECT d.org_code, d.discharged, r.remaining FROM discharge_daily_discharged d JOIN discharge_daily_remaining r USING (org_code, period_start) ORDER BY ALL LIMIT 50',
  'SELECT org_code FROM ae_provider EXCEPT SELECT org_code FROM ods_trust ORDER BY 1',
  'SELECT count(*) FROM ods_trust o WHERE EXISTS (SELECT 1 FROM ae_provider a WHERE a.org_code = o.org_code)',
  'SELECT a.dataset, count(*) FROM catalog a, (SELECT unnest(columns) AS c, dataset FROM catalog) b WHERE a.dataset = b.dataset GROUP BY 1 ORDER BY 1',
  // dates and times
  "SELECT date_trunc('quarter', period_start)::DATE, year(period_start), period_end - period_start, strftime(period_end, '%d %B %Y') FROM ae_provider GROUP BY ALL ORDER BY ALL",
  "SELECT TIMESTAMP '2025-03-01 12:34:56.789012', TIME '23:59:59.5', DATE '0044-03-15', TIMESTAMP '1969-12-31 23:59:59.999999', INTERVAL '14 months 3 days 04:05:06.7'",
  "SELECT changed_at IS NOT NULL, date_diff('day', open_date, DATE '2026-01-01') FROM catalog, ods_trust WHERE dataset = 'ods_trust' ORDER BY 2 LIMIT 5",
  // numbers
  'SELECT sickness_absence_rate, fte_days_lost, sickness_absence_rate * 2, sickness_absence_rate / 3 FROM sickness_absence_organisation ORDER BY org_code',
  'SELECT 9007199254740991, 9007199254740993, -9223372036854775808, 18446744073709551615::UBIGINT, 170141183460469231731687303715884105727::HUGEINT',
  "SELECT 0.1::DECIMAL(3, 2), 12345678901234567890.123456789::DECIMAL(38, 9), -0.05::DECIMAL(4, 2), 1e-7::DECIMAL(18, 10), 'NaN'::DOUBLE, '-Infinity'::DOUBLE, 0.5::FLOAT, 1e300, -0.0",
  'SELECT round(avg(patients), 6), stddev_pop(patients) > 0, sum(patients) FROM gp_registered_patients',
  // nested values
  'SELECT dataset, columns[1], len(releases), list_transform(parts, x -> x.rows), releases[1].files[1].name FROM catalog ORDER BY dataset',
  "SELECT [1, NULL, 3], {'a': 1, 'b': [DATE '2025-01-01']}, map(['k', 'l'], [1.50, 2.25]), [[1.5::DECIMAL(4, 1)], []], NULL::INTEGER[]",
  // texts and nulls
  "SELECT 'naïve €5 — 日本語 😀', upper('straße'), length('😀'), reverse('añb'), 'a' || NULL, '', chr(10) || 'x'",
  'SELECT patients_status, patients, coalesce(patients, -1) FROM discharge_delay_reason ORDER BY ALL NULLS FIRST LIMIT 40',
  "SELECT string_agg(DISTINCT reason, '; ' ORDER BY reason), regexp_extract('Q1 2024-25', '\\d{4}') FROM dtoc_england_reason",
  'WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n * 2 FROM t WHERE n < 1000) SELECT * FROM t',
]

/** Questions whose answers must be the same, to the last digit, as those of native DuckDB over the same files. */
export const QUESTIONS: readonly string[] = [
  ...PUBLISHED_QUESTIONS,
  ...Object.values(VALUE_QUESTIONS).flat(),
  ...Object.values(SHAPE_QUESTIONS).flat(),
]
