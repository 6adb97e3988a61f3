import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { catalogsIn } from '../../src/catalog/catalog'
import { ask, type Lake } from '../../src/query/ask'
import { DuckDbEngine } from '../../src/query/duckdb/engine'
import { engineError } from '../../src/query/duckdb/failure'
import { AskError } from '../../src/query/error'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { folderStore, LAKE } from './folderStore'

const wasm = await WebAssembly.compile(await readFile('node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'))
const store = folderStore(LAKE)
const engine = new DuckDbEngine(wasm)
const lake: Lake = { store, catalogs: catalogsIn(store), engine: async () => engine }
const rows = async (sql: string) => (await ask(lake, { sql }, PUBLIC_LIMITS)).rows

describe('a statement that the engine cannot answer', () => {
  it.each([
    ["SELECT format('{:%}', 0.5::DOUBLE)", 'value_invalid', 'Invalid type specifier "%"'],
    ["SELECT printf('%d', 2.7)", 'value_invalid', 'Invalid type specifier "d"'],
    ["SELECT format('{} {}', org_code) FROM ae_provider", 'value_invalid', 'Argument index "1" out of range'],
    ["SELECT unhex('zz')", 'value_invalid', ''],
    ["SELECT regexp_full_match(org_code, '[') FROM ae_provider", 'value_invalid', 'missing ]'],
    ["SELECT strptime('gzip', '%Y')", 'value_invalid', 'Could not parse string "gzip"'],
    ["SELECT 'parquet'::INTEGER", 'value_invalid', 'parquet'],
    ['SELECT map(1)', 'value_invalid', 'two lists'],
    ['SELECT quantile_disc(1.5, NULL::INT[])', 'value_invalid', ''],
    ['SELECT * FROM (PIVOT ae_provider ON period_start USING sum(attendances_type_1))', 'sql_refused', 'PIVOT'],
    ['WITH p AS (PIVOT ae_provider ON org_code USING count(*)) FROM p', 'sql_refused', 'PIVOT'],
    ['PIVOT ae_provider ON org_code USING count(*)', 'sql_refused', 'PIVOT'],
    ['SELECT 1 INTO x', 'sql_refused', 'INTO'],
  ])('is the mistake of %s, in the words of the engine', async (sql, code, words) => {
    await expect(rows(sql)).rejects.toMatchObject({ status: 400, code, message: expect.stringContaining(words) })
    expect(await rows('SELECT count(*) FROM ae_provider')).toEqual([[35]])
  })

  it.each([
    'Invalid Error: TProtocolException: Invalid data',
    'Invalid Input Error: No magic bytes found at end of file',
    'Invalid Error: ZSTD Decompression failure',
    'RuntimeError: unreachable',
  ])('is no mistake of the statement when it says %s', (message) => {
    const about = {
      sql: '',
      verb: 'select' as const,
      names: new Set<string>(),
      datasets: [],
      store,
      limits: PUBLIC_LIMITS,
    }
    const catalog = { datasets: [] } as unknown as Parameters<typeof engineError>[2]['catalog']

    expect(engineError(new Error(message), undefined, { ...about, catalog })).toMatchObject({ status: 502 })
    expect(engineError(new Error(message), undefined, { ...about, catalog })).toBeInstanceOf(AskError)
  })
})

describe('statements that name a table from beside, or turn rows and columns', () => {
  it.each([
    ['SELECT * FROM (VALUES (1), (2)) t(a), LATERAL (SELECT a + 1 AS b) u ORDER BY 1', '[[1,2],[2,3]]'],
    [
      'SELECT i, j FROM generate_series(1, 3) t(i), LATERAL (SELECT i * 2) u(j) WHERE j > 2 ORDER BY 1',
      '[[2,4],[3,6]]',
    ],
    [
      "SELECT o.org_code, l.n FROM ods_trust o, LATERAL (SELECT count(*) AS n FROM ae_provider a WHERE a.org_code = o.org_code AND period_start = '2025-04-01') l WHERE n > 0 ORDER BY 1 LIMIT 1",
      '[["X01",1]]',
    ],
    [
      "SELECT * FROM ae_provider PIVOT (sum(attendances_type_1) FOR period_start IN ('2025-03-01', '2025-04-01') GROUP BY org_code) ORDER BY 1 LIMIT 1",
      '[["X01",9204,9697]]',
    ],
    [
      "PIVOT (SELECT org_code, period_kind, 1 AS n FROM ae_provider) ON period_kind IN ('month') USING sum(n) GROUP BY org_code ORDER BY ALL LIMIT 1",
      '[["X01",3]]',
    ],
    ['UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME k VALUE v ORDER BY 1', '[["a",1],["b",2]]'],
    [
      'FROM (SELECT 1 AS a, NULL::INTEGER AS b) UNPIVOT INCLUDE NULLS (v FOR k IN (a, b)) ORDER BY 1',
      '[["a",1],["b",null]]',
    ],
  ])('are answered: %s', async (sql, expected) => {
    expect(JSON.stringify(await rows(sql))).toBe(expected)
  })
})
