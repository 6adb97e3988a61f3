import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/catalog/catalog'
import { asOfFrom } from '../../src/query/as-of'
import { byColumns } from '../../src/query/duckdb/columns'
import type { Statement } from '../../src/query/engine'

const NAMES = ['period_start', 'period_end', 'org', '_occurrence', ...Array.from({ length: 90 }, (_, i) => `n${i}`)]
const DATASET = {
  dataset: 'wide',
  columns: NAMES.map((name) => ({ name, role: name === 'org' ? 'KEY' : 'MEASURE' })),
} as Dataset

function pieces(sql: string, more: Partial<Statement> = {}, names = NAMES): string[] {
  return byColumns(
    { sql, datasets: [DATASET], ...more } as Statement,
    names.map((name) => ({ name, type: 'BIGINT' })),
  )
}

describe('A statement whose answer has many columns', () => {
  it('is answered some columns at a time, in the one order that its rows have', () => {
    const sql = 'SELECT * FROM wide WHERE n1 > 3 AND "n2" IN (1, 2) ORDER BY n7 DESC NULLS LAST, org LIMIT 10 OFFSET 5'
    const some = pieces(sql)

    expect(some).toHaveLength(3)
    const order = 'ORDER BY n7 DESC NULLS LAST, org , "period_start", "period_end", "_occurrence" LIMIT 10 OFFSET 5'
    for (const each of some) expect(each.endsWith(`FROM wide WHERE n1 > 3 AND "n2" IN (1, 2) ${order}`)).toBe(true)
    expect(
      some.flatMap((each) => [...each.slice(0, each.indexOf(' FROM')).matchAll(/"(\w+)"/g)].map(([, n]) => n)),
    ).toEqual(NAMES)
  })

  it.each([
    'SELECT * FROM wide LIMIT 10',
    'SELECT * FROM "wide" ORDER BY n1 + n2 LIMIT 10',
    "SELECT * FROM wide WHERE contains(lower(org), 'x') AND period_start >= DATE '2025-01-01' ORDER BY n1",
    `SELECT ${NAMES.join(', ')} FROM wide ORDER BY n1`,
  ])('is answered so in all plain forms: %s', (sql) => {
    expect(pieces(sql)).toHaveLength(3)
  })

  it.each([
    'SELECT * FROM wide ORDER BY 3 LIMIT 10',
    'SELECT * FROM wide ORDER BY random() LIMIT 10',
    'SELECT * FROM wide WHERE random() < 0.5 LIMIT 10',
    'SELECT * FROM wide WHERE n1 IN (SELECT n1 FROM wide ORDER BY n2 LIMIT 5)',
    'SELECT * FROM wide w ORDER BY n1',
    'SELECT * FROM wide, wide AS v LIMIT 10',
    'SELECT DISTINCT * FROM wide ORDER BY n1',
    'SELECT *, n1 AS m FROM wide ORDER BY m',
    'SELECT * FROM wide USING SAMPLE 10',
    'SELECT * FROM wide UNION ALL SELECT * FROM wide ORDER BY n1',
    'SELECT * FROM wide QUALIFY row_number() OVER () < 5',
    'WITH wide AS (SELECT * FROM wide LIMIT 3) SELECT * FROM wide ORDER BY n1',
  ])('is left whole where its rows may come otherwise each time: %s', (sql) => {
    expect(pieces(sql)).toEqual([sql])
  })

  it('is left whole where it has few columns, two of one name, or rows that may be equal', () => {
    const sql = 'SELECT * FROM wide ORDER BY n1'
    expect(pieces(sql, {}, NAMES.slice(0, 40))).toEqual([sql])
    expect(pieces(sql, {}, [...NAMES, 'org'])).toEqual([sql])
    const unknown = { ...DATASET, columns: DATASET.columns.filter(({ name }) => name !== '_occurrence') }
    expect(pieces(sql, { datasets: [unknown] })).toEqual([sql])
    expect(pieces('SELECT * FROM wide LIMIT 9', { asOf: asOfFrom('2025-06-30') })).toEqual([
      'SELECT * FROM wide LIMIT 9',
    ])
  })
})
