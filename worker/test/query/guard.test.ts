import { readFile } from 'node:fs/promises'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { type Catalog, catalogsIn } from '../../src/catalog/catalog'
import { DuckDbEngine } from '../../src/query/duckdb/engine'
import { DuckDbInstance } from '../../src/query/duckdb/instance'
import { AskError } from '../../src/query/error'
import { guard } from '../../src/query/guard'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { folderStore, LAKE } from './folderStore'

const MB = 1 << 20
const wasm = await WebAssembly.compile(await readFile('node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'))
const nothing = { sizeOf: () => undefined, copy: () => false }

const lets = (sql: string) => guard(sql, PUBLIC_LIMITS)

describe('the guard', () => {
  it.each([
    'SELECT 1',
    ' (SELECT 1) UNION (SELECT 2); ',
    'WITH a AS (SELECT 1), b(x) AS (SELECT 2) SELECT * FROM a, b',
    'FROM ae_provider',
    'DESCRIBE ae_provider',
    'SUMMARIZE ae_provider',
    'SELECT \'DROP TABLE x; --\', "update" FROM ae_provider -- ; DROP',
    "SELECT lpad(org_code, 5, '0') FROM ae_provider WHERE org_name LIKE '%TRUST%' AND x LIKE 'R_1%'",
    "SELECT unnest(generate_series(DATE '2025-01-01', DATE '2025-12-31', INTERVAL 1 MONTH))",
    'SELECT current_date, replace(a, b, c), load, copy FROM t',
  ])('lets %s through', (sql) => {
    expect(() => lets(sql)).not.toThrow()
  })

  it('says what it refuses, where, and what would do', () => {
    const refusal = catching(() => lets('SELECT 1; DROP TABLE x'))

    expect(refusal).toMatchObject({
      status: 400,
      code: 'sql_refused',
      message: 'The statement is refused for a second statement',
      advice: expect.stringContaining('/api/datasets'),
      details: { position: 10 },
    })
  })

  it('finds names in quotes and in capitals', () => {
    expect(lets('SELECT * FROM "AE_Provider" JOIN ODS_Trust USING (x)').names)
      .toContain('ae_provider')
      .toContain('ods_trust')
  })

  it('knows each table function that the engine has', async () => {
    const instance = await DuckDbInstance.start(wasm, nothing, { soft: 64 * MB, most: 96 * MB })
    const list = "SELECT DISTINCT function_name AS f FROM duckdb_functions() WHERE function_type IN ('table', 'pragma')"
    const names = tableFromIPC(instance.run('admin', list))
      .toArray()
      .map((row) => String(row.f))

    const letThrough = names.filter((name) => catching(() => lets(`SELECT * FROM ${name}('x')`)) === undefined)

    expect(names.length).toBeGreaterThan(20)
    expect(letThrough.sort()).toEqual(['generate_series', 'range', 'unnest'])
  })
})

describe('the engine without the guard', () => {
  const engine = new DuckDbEngine(wasm)
  const store = folderStore(LAKE)

  it.each([
    ['a file', "SELECT * FROM read_csv_auto('/etc/passwd')"],
    ['a host', "SELECT * FROM read_parquet('https://attacker.invalid/x.parquet')"],
    ['an object that is no part', "SELECT * FROM read_parquet('datasets/catalog.parquet')"],
    ['its own settings', 'SELECT * FROM duckdb_settings()'],
    ['a statement that copies', "COPY (SELECT 1) TO 'x.csv'"],
    ['a statement that attaches', "ATTACH 'x.db'"],
    ['an extension', 'LOAD httpfs'],
    ['a setting', "SET memory_limit = '100GB'"],
    ['a table', 'CREATE TABLE t AS SELECT 1'],
    ['two statements', 'SELECT 1; SELECT 2'],
    ['two statements as one subquery', 'SELECT 1); DROP SCHEMA main; SELECT (2'],
  ])('refuses %s', async (_, sql) => {
    const catalog = (await catalogsIn(store).latest()) as Catalog
    const about = { names: new Set<string>(), catalog, datasets: [], store, limits: PUBLIC_LIMITS }
    const statement = { sql, verb: 'select' as const, ...about }

    await expect(engine.execute(statement)).rejects.toThrow()
  })
})

function catching(action: () => unknown): AskError | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    if (error instanceof AskError) return error
    throw error
  }
}
