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
    'DESCRIBE (SELECT 1)',
    'SUMMARIZE (SELECT 1)',
    'WITH a AS MATERIALIZED (SELECT 1), b AS NOT MATERIALIZED (SELECT 2) SELECT * FROM a, b',
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

  it('knows each function that the engine has, and lets none through that reads files or the engine', async () => {
    const instance = await DuckDbInstance.start(wasm, nothing, { soft: 64 * MB, most: 96 * MB })
    const list = 'SELECT DISTINCT lower(function_name) AS f, function_type AS t FROM duckdb_functions()'
    const functions = tableFromIPC(instance.run('admin', list))
      .toArray()
      .map(({ f, t }) => ({ name: String(f), type: String(t) }))
    const isLet = (name: string, within: string) =>
      catching(() => lets(`SELECT * FROM "${name}"(${within})`)) === undefined

    // As a call with arguments, and in the shape of a table's name with those of its columns.
    const called = functions.filter(({ name }) => isLet(name, "'x'"))
    const renamed = functions.filter(({ name }) => isLet(name, 'x, y'))
    const onTables = called.filter(({ type }) => !['scalar', 'aggregate', 'macro'].includes(type))

    expect(functions.length).toBeGreaterThan(500)
    expect(renamed).toEqual(called)
    expect(onTables.map(({ name }) => name).sort()).toEqual(['generate_series', 'range', 'unnest'])
    expect(called.filter(({ name }) => /^current|setting|query|seed|version|val$|file|copy|glob/.test(name))).toEqual([
      { name: 'current_date', type: 'scalar' },
    ])
  })

  const SPACES = [
    0x0b, 0x85, 0xa0, 0x1680, 0x180e, 0x2000, 0x2007, 0x200b, 0x2028, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff,
  ]

  describe.each(SPACES.map((code) => ({ space: String.fromCodePoint(code), name: `U+${code.toString(16)}` })))(
    'takes $name for no space',
    ({ space }) => {
      it.each([
        `SELECT${space}1`,
        `SELECT read_csv${space}('/etc/passwd')`,
        `SELECT * FROM read_csv${space}${space}('/etc/passwd')`,
        `${space}SELECT 1`,
        `SELECT 1${space}`,
        `SELECT 1${space};`,
        `SELECT 1 AS a${space}b`,
        `SELECT 1;${space}DROP TABLE x`,
        `SELECT 1 UNION${space}SELECT 2`,
        `SELECT $${space}$x$${space}$`,
        `SELECT E${space}'x'`,
        `SELECT 1 --x\n${space}`,
      ])('in %j', (sql) => {
        expect(catching(() => lets(sql))).toMatchObject({ code: 'sql_refused' })
      })

      it('but for a letter in texts, quoted names and comments', () => {
        expect(() => lets(`SELECT '${space}' AS "${space}" /* ${space} */ -- ${space}`)).not.toThrow()
      })
    },
  )

  it.each([
    'SELECT größe FROM t',
    'SELECT 1 AS naïve',
    'SELECT “x”',
    'SELECT a – b',
    'SELECT a\u0301',
    'SELECT \u{1f600}',
  ])('refuses %s, and says to quote it', (sql) => {
    expect(catching(() => lets(sql))).toMatchObject({
      code: 'sql_refused',
      message: expect.stringMatching(/ U\+[0-9A-F]{4,5} outside of quotes$/),
      advice: expect.stringContaining('double quotes'),
    })
  })

  it.each([
    'SELECT sum(x) OVER (PARTITION BY y) FROM range(5) t(x)',
    'WITH RECURSIVE steps(n, m) AS (SELECT 1, 2) SELECT * FROM steps',
    "SELECT count(*) FILTER (WHERE a > 1), string_agg(b, ',') WITHIN GROUP (ORDER BY b) FROM t",
    'SELECT CAST(a AS DECIMAL(10, 2)), x::VARCHAR(3), TRY_CAST(b AS STRUCT(c INTEGER)) FROM t',
    "SELECT * EXCLUDE (a) REPLACE (b AS c), COLUMNS('x.*') FROM t USING SAMPLE reservoir(10 ROWS)",
    'SELECT a IN (1, 2), NOT (b), EXISTS (SELECT 1), a AND (b OR (c)) FROM t GROUP BY GROUPING SETS ((a), (b))',
    'SELECT t.a.upper(), list_transform(l, x -> (x + 1)), CASE WHEN (a) THEN (b) ELSE (c) END FROM t JOIN u USING (a)',
    'FROM (VALUES (1, 2), (3, 4)) v(a, b) SELECT a QUALIFY row_number() OVER (ORDER BY b) = 1',
  ])('lets the calls of %s through', (sql) => {
    expect(() => lets(sql)).not.toThrow()
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
