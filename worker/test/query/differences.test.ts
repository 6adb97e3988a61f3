import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { catalogsIn } from '../../src/catalog/catalog'
import { ask, type Lake } from '../../src/query/ask'
import { DIFFERENCES } from '../../src/query/dialect/differences'
import { BROWSER_ENGINE, DuckDbEngine } from '../../src/query/duckdb/engine'
import { BROWSER_LIMITS } from '../../src/query/limits'
import { folderStore, LAKE } from './folderStore'
import { askNative, nativeOver } from './native'
import { dialectGuide } from '../../tools/dialect/guide'

const wasm = await WebAssembly.compile(await readFile('node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'))
const store = folderStore(LAKE)
const engine = new DuckDbEngine(wasm, BROWSER_ENGINE)
const lake: Lake = { store, catalogs: catalogsIn(store), engine: async () => engine }
const answer = (sql: string) => ask(lake, { sql }, BROWSER_LIMITS)
const all = Object.values(DIFFERENCES).flat()

describe('the differences between the engines', async () => {
  const native = await nativeOver(LAKE)

  it.each(all.filter(({ instead }) => !instead))('are none for $what: $shows', async ({ shows }) => {
    expect((await answer(shows)).rows).toEqual((await askNative(native, shows)).rows)
  })

  it.each(all.filter(({ instead }) => instead))(
    'are refused for $what: $shows',
    async ({ what, why, instead, shows }) => {
      await expect(answer(shows)).rejects.toMatchObject({
        status: 400,
        code: 'sql_refused',
        message: `The statement is refused for ${what}`,
        advice: `${why} ${instead}`,
        details: { position: expect.any(Number) },
      })
    },
  )

  // What is written otherwise, where a name or a bracket could lead astray.
  it.each([
    'SELECT -0.999::DECIMAL(3, 2), x::VARCHAR::DECIMAL(3, 1), (x + 0.05)::DECIMAL(3, 1) FROM (VALUES (1.25)) t(x)',
    'SELECT x::DECIMAL(3, 1) AS y, count(*) FROM (VALUES (1.25), (1.26)) t(x) GROUP BY x::DECIMAL(3, 1)',
    'SELECT x::DECIMAL(3, 1), count(*) FROM (VALUES (1.25), (1.26)) t(x) GROUP BY ALL',
    'SELECT sum(x)::DECIMAL(10, 1), (sum(x) OVER ())::DECIMAL(10, 1) FROM (VALUES (1.25), (1.30)) t(x) GROUP BY x ORDER BY ALL',
    'SELECT list_transform([1.25, 2.35], x -> x::DECIMAL(3, 1)), CASE WHEN true THEN 1.25 END::DECIMAL(3, 1)',
    "SELECT (SELECT 1.25)::DECIMAL(3, 1), [1.25][1]::DECIMAL(3, 1), {'a': 1.25}.a::DECIMAL(3, 1)",
    'SELECT TRY_CAST(1.25 AS DECIMAL(3, 1)), CAST(1.25 -- a comment\n AS DECIMAL(3, 1))',
    'SELECT x FROM (VALUES (1.25)) t(x) WHERE x::DECIMAL(3, 1) = 1.3 ORDER BY x::DECIMAL(3, 1)',
    "SELECT d + INTERVAL 1 MONTH - INTERVAL 1 DAY, INTERVAL 1 DAY + d, d - n * INTERVAL 1 DAY, (d + INTERVAL 1 DAY)::DATE FROM (VALUES (DATE '2024-01-31', 2)) t(d, n)",
    "SELECT date_trunc('month', d), date_trunc('month', d + INTERVAL 1 MONTH), date_trunc('month', d)::DATE FROM (VALUES (DATE '2024-01-31')) t(d) WHERE date_trunc('year', d) = DATE '2024-01-01'",
    "SELECT date_trunc('quarter', period_start) + INTERVAL 3 MONTH - INTERVAL 1 DAY AS q, sum(attendances_type_1) FROM ae_provider GROUP BY q ORDER BY q",
    'SELECT org_code, median(sickness_absence_rate) FILTER (WHERE sickness_absence_rate > 1) FROM sickness_absence_organisation GROUP BY 1 ORDER BY 1',
    'SELECT median(DISTINCT x), median(x::DOUBLE), median(y) FROM (VALUES (1.5, 1), (2.5, 2), (2.5, 4)) t(x, y)',
    'SELECT x, median(x) OVER (ORDER BY x) FROM (VALUES (1.5), (2.5), (3.7)) t(x) ORDER BY x',
    'SELECT g, corr(x, y), skewness(x) FROM (VALUES (1, 1, 1), (1, 1, 2), (2, 1, 3), (2, 2, 5)) t(g, x, y) GROUP BY g ORDER BY g',
    'SELECT corr(x, y), regr_slope(x, y), skewness(x) FROM (VALUES (1, 2)) t(x, y)',
    'SELECT corr(x, y), skewness(x) FROM (VALUES (1, 2)) t(x, y) WHERE x > 1',
    "SELECT x FROM (VALUES ('a.b'), ('a%b'), ('aéb'), ('a\nb'), ('ab'), (NULL)) t(x) WHERE x LIKE 'a_b' ORDER BY x",
    "SELECT 'a_b' ILIKE 'A\\_%' ESCAPE '\\', 'a_b' LIKE '%!_%' ESCAPE '!', 'a!' LIKE 'a!!' ESCAPE '!'",
    "SELECT 'a_b' NOT LIKE '__%', 'it''s' LIKE 'it_s', '(x)' LIKE '(_)', 'ab' LIKE '__'",
    'SELECT list_filter([1, 2, 3], lambda x: x > 1 AND x < 3), list_transform([1], lambda x: (x, 1))',
    'SELECT round(x, 1), round(y, 1), round(z, 1), round(round(y, 1) + 2, 1) FROM (VALUES (1.25, 7, 2.55::DOUBLE)) t(x, y, z)',
    'SELECT power(2, 10), 2 ^ 3, round(exp(1.5), 6), round(power(2.5, 1.5) + ln(2), 4)',
    "SELECT count(*) FROM ae_provider WHERE period_start >= '2025-04-01' AND period_start IN ('2025-04-01', '2025-05-01') AND period_start BETWEEN '2025-01-01' AND '2025-12-31'",
    "SELECT t > '2024-01-01', t = '2024-01-01 00:00:00', '2023-01-01' <= t FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00')) v(t)",
    "SELECT coalesce(x, 'none'), CASE WHEN x IS NULL THEN 'none' ELSE x END, ['a', x] FROM (VALUES (NULL::VARCHAR), ('b')) t(x) ORDER BY 1",
    "SELECT array_to_string([], 'x'), array_to_string(NULL, 'x'), array_to_string([NULL], 'x'), array_to_string(['it''s'], 'x')",
    'WITH v AS MATERIALIZED (SELECT 1.25 AS x) SELECT x::DECIMAL(3, 1) AS "x y", x::DECIMAL(3, 1) FROM v',
    'SELECT DISTINCT x::DECIMAL(3, 1) FROM (VALUES (1.25), (1.31)) t(x)',
    'SELECT x::DECIMAL(3, 1) FROM (VALUES (1.25)) t(x) UNION ALL SELECT 1.25::DECIMAL(3, 1)',
  ])('are none in %s', async (sql) => {
    expect((await answer(sql)).rows).toEqual((await askNative(native, sql)).rows)
  })

  it.each([
    "SELECT d FROM (VALUES (DATE '2025-04-01')) t(d) WHERE d >= '2025'",
    "SELECT d FROM (VALUES (DATE '2025-04-01')) t(d) WHERE d NOT IN ('2025-4-1')",
    "SELECT d FROM (VALUES (DATE '2025-04-01')) t(d) WHERE '2025-02-30' < d",
    "SELECT d FROM (VALUES (DATE '2025-04-01')) t(d) WHERE d BETWEEN '2025-04' AND '2025-05-01'",
    "SELECT count(*) FROM ae_provider WHERE attendances_type_1 > 'x'",
    'SELECT list_transform([1.5], x -> x % 1)',
    "SELECT date_diff('WEEK', open_date, DATE '2025-01-01') FROM ods_trust",
    "SELECT CASE WHEN attendances_type_1 > 0 THEN attendances_type_1 ELSE '-' END FROM ae_provider",
    'SELECT stddev_pop(x) + ln(x) FROM (VALUES (2)) t(x) GROUP BY x',
    "SELECT greatest(1, '10', 9)",
    "SELECT 'x' LIKE $$_' OR read_csv('/etc/passwd') IS NOT NULL --$$",
    "SELECT 'x' LIKE E'_\\n'",
    "SELECT 'x' LIKE 'it''s_'",
  ])('are refused in %s', async (sql) => {
    await expect(answer(sql)).rejects.toMatchObject({
      status: 400,
      code: 'sql_refused',
      details: { position: expect.any(Number) },
    })
  })

  it('leave the names of columns as they are, and give the types of the answer', async () => {
    const { columns } = await answer(
      "SELECT date_trunc('month', DATE '2024-01-31') AS m, 1.25::DECIMAL(3, 1) AS \"it's\", 1 AS m",
    )

    expect(columns).toEqual([
      { name: 'm', type: 'TIMESTAMP' },
      { name: "it's", type: 'DECIMAL(3,1)' },
      { name: 'm', type: 'INTEGER' },
    ])
  })

  it('cost no more looks than a person needs', async () => {
    const sql = `SELECT ${Array.from({ length: 201 }, () => 'x::DECIMAL(3, 1)').join(' + ')} FROM (VALUES (1.25)) t(x)`

    await expect(answer(sql)).rejects.toMatchObject({ code: 'sql_refused', details: { limit: 200 } })
  })
})

it('are written down in docs/sql-dialect.md; npx vitest -u when they changed', async () => {
  await expect(dialectGuide()).toMatchFileSnapshot('../../../docs/sql-dialect.md')
})
