import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Catalog, ColumnType, Dataset } from '../../src/catalog/catalog'
import { revisedBy, revisionsName, revisionsOf } from '../../src/catalog/revisions'
import type { JsonValue } from '../../src/query/answer'
import { asOfFrom } from '../../src/query/as-of'
import { ask, type Lake } from '../../src/query/ask'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { lakeOver } from '../lake'
import { memoryStore } from '../memoryStore'

interface Seen {
  as_of: string
  rows: JsonValue[][]
}

interface Golden {
  keys: string[]
  revised: {
    columns: [string, ColumnType['base']][]
    rows: JsonValue[][]
    revision_columns: [string, ColumnType['base']][]
    revisions: JsonValue[][]
    seen: Seen[]
  }
  never_revised: {
    columns: [string, ColumnType['base']][]
    rows: JsonValue[][]
    releases: { release: string; committed_at: string }[]
    seen: Seen[]
  }
}

const golden = JSON.parse(await readFile('test/fixtures/as-of.json', 'utf8')) as Golden
const LATER = new Date('2026-01-01')

/** The golden datasets in Parquet, as the sink would leave them. */
class Published {
  readonly objects: Record<string, Uint8Array> = {}
  readonly datasets: Dataset[] = []

  constructor(
    private readonly native: DuckDBConnection,
    private readonly folder: string,
  ) {}

  async add(name: string, columns: [string, ColumnType['base']][], rows: JsonValue[][], more: Partial<Dataset> = {}) {
    const types = { TEXT: 'VARCHAR', INTEGER: 'BIGINT', DATE: 'DATE', TIMESTAMP: 'TIMESTAMP' } as Record<string, string>
    const values = rows.map((row) => row.map((value, i) => `${sql(value)}::${types[columns[i]![1]]}`).join(', '))
    const file = join(this.folder, `${name}.parquet`)
    await this.native.run(
      `COPY (SELECT * FROM (VALUES ${values.map((each) => `(${each})`).join(', ')})
       t(${columns.map(([column]) => column).join(', ')})) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`,
    )
    const key = `datasets/${name}/${name}-1.parquet`
    const bytes = (this.objects[key] = new Uint8Array(await readFile(file)))
    const texts = { title: name, description: '', publication: 'p', publication_title: 'p', publisher: 'p', file: '' }
    const start = new Date('2025-03-01')
    const periods = [{ start, end: new Date('2025-05-31'), kind: 'range', rows: BigInt(rows.length) }]
    this.datasets.push({
      ...{ ...texts, dataset: name, licence: 'OGL-UK-3.0', landing_page: '', version: 1n, changed_at: LATER },
      ...{ rows: BigInt(rows.length), bytes: BigInt(bytes.length), releases: [] },
      columns: columns.map(([column, base]) => ({
        ...{ name: column, type: { base, precision: 0, scale: 0 }, unit: '', description: '' },
        role: golden.keys.includes(column) ? 'KEY' : 'MEASURE',
      })),
      parts: [{ key, rows: BigInt(rows.length), bytes: BigInt(bytes.length), sha256: '0', periods }],
      ...more,
    })
  }
}

function sql(value: JsonValue): string {
  return value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`
}

function sorted(rows: JsonValue[][]): JsonValue[][] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

let lake: Lake
let catalog: Catalog
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datawarp-as-of-'))
  const published = new Published(await (await DuckDBInstance.create(':memory:')).connect(), folder)
  const { revised, never_revised } = golden
  await published.add('beds', revised.columns, revised.rows)
  await published.add('beds_revisions', revised.revision_columns, revised.revisions)
  const releases = never_revised.releases.map(({ release, committed_at }) => ({
    ...{ release, vintage: '', page: '', manifest_version: '1', files: [] },
    ...{ committed_at: new Date(committed_at), period_start: new Date('2025-03-01'), period_end: LATER },
  }))
  await published.add('never', never_revised.columns, never_revised.rows, { releases })
  catalog = { version: 1, committedAt: LATER.toISOString(), datasets: published.datasets }
  const catalogs = { latest: async () => catalog, version: async () => catalog }
  lake = { ...lakeOver(memoryStore(published.objects)), catalogs }
})

afterAll(() => rm(folder, { recursive: true }))

async function seen(sql: string, at: string): Promise<JsonValue[][]> {
  return (await ask(lake, { sql, asOf: asOfFrom(at) }, PUBLIC_LIMITS)).rows
}

describe('what the public saw', () => {
  it.each(golden.revised.seen)('of a dataset that was revised, as of $as_of', async ({ as_of, rows }) => {
    expect(sorted(await seen('SELECT * FROM beds', as_of))).toEqual(sorted(rows))
  })

  it.each(golden.never_revised.seen)('of one that was not, as of $as_of', async ({ as_of, rows }) => {
    expect(sorted(await seen('SELECT * FROM never', as_of))).toEqual(sorted(rows))
  })

  it.each(golden.revised.seen.slice(4, 8))('is the same through conditions, as of $as_of', async ({ as_of, rows }) => {
    const of = (wanted: (row: JsonValue[]) => boolean) => sorted(rows.filter(wanted))

    const march = await seen("SELECT * FROM beds WHERE period_start = DATE '2025-03-01' AND org_code = 'RAL'", as_of)
    expect(sorted(march)).toEqual(of((row) => row[0] === '2025-03-01' && row[2] === 'RAL'))
    expect(sorted(await seen('SELECT * FROM beds WHERE beds >= 85', as_of))).toEqual(of((row) => Number(row[4]) >= 85))
    expect(sorted(await seen('SELECT * FROM beds WHERE site IS NULL', as_of))).toEqual(of((row) => row[3] === null))
    expect(await seen('SELECT count(*), coalesce(sum(beds), 0) FROM beds b', as_of)).toEqual([
      [rows.length, rows.reduce((sum, row) => sum + Number(row[4]), 0)],
    ])
  })

  it('is joined with what was seen of others then, and with the revisions that were made by then', async () => {
    const sql =
      'WITH beds_now AS (FROM beds) SELECT count(*), (SELECT count(*) FROM never), ' +
      '(SELECT count(*) FROM beds_revisions), (SELECT max(_revised_at) FROM BEDS_REVISIONS) FROM beds_now'

    expect(await seen(sql, '2025-05-07')).toEqual([[4, 1, 1, '2025-04-10T09:00:00']])
    expect(await seen(sql, '2025-05-20')).toEqual([[5, 2, 5, '2025-05-20T12:00:00']])
  })

  it('is not what is published now, whichever is asked first', async () => {
    const sql = "SELECT sum(beds) FROM beds WHERE org_code = 'RAL'"

    const now = async () => (await ask(lake, { sql }, PUBLIC_LIMITS)).rows
    expect(await now()).toEqual([[259]])
    expect(await seen(sql, '2025-04-10')).toEqual([[84]])
    expect(await now()).toEqual([[259]])
    expect(await seen(sql, '2025-06-12')).toEqual([[264]])
  })

  it('is as the receipt and the citation say', async () => {
    const { receipt } = await ask(lake, { sql: 'FROM never', asOf: asOfFrom('2025-04-30') }, PUBLIC_LIMITS)

    expect(receipt.asOf).toBe('2025-04-30T23:59:59.999999Z')
    expect(receipt.datasets[0]?.releases.map(({ release }) => release)).toEqual(['2025-03'])
  })

  it('is described and summarised', async () => {
    expect((await seen('DESCRIBE beds', '2025-05-20')).map(([name]) => name)).toEqual(
      golden.revised.columns.map(([name]) => name),
    )
    expect(await seen('SUMMARIZE beds', '2025-05-20')).toHaveLength(golden.revised.columns.length)
  })

  it.each([
    ['DELETE FROM beds', 'sql_refused'],
    ['SELECT * FROM __run_then.beds', 'sql_refused'],
    ['SELECT * FROM "__plan".beds', 'sql_refused'],
    ['SELECT * FROM bed', 'unknown_dataset'],
    ['SELECT nothing FROM beds', 'sql_invalid'],
  ])('is guarded: %s', async (sql, code) => {
    await expect(seen(sql, '2025-05-20')).rejects.toMatchObject({ code })
  })

  it('is refused when nothing of what is asked can have been seen', async () => {
    await expect(seen('FROM never', '2025-04-09')).rejects.toMatchObject({
      status: 404,
      code: 'nothing_published_then',
      advice: expect.stringContaining('never since 2025-04-10T09:00:00.000Z'),
    })
    expect(await seen('SELECT 1', '2025-04-09')).toEqual([[1]])
  })
})

describe('a time that is asked for', () => {
  const NOW = Date.parse('2025-07-01T12:00:00Z')

  it.each([
    ['2025-06-30', '2025-06-30T23:59:59.999999Z'],
    ['2024-02-29', '2024-02-29T23:59:59.999999Z'],
    ['2025-06-30T12:00Z', '2025-06-30T12:00:00.000000Z'],
    ['2025-06-30T12:00:00.1234567Z', '2025-06-30T12:00:00.123456Z'],
    ['2025-06-30T00:30:00+01:00', '2025-06-29T23:30:00.000000Z'],
    ['2025-06-30T00:30:00 01:00', '2025-06-29T23:30:00.000000Z'],
    ['1969-12-31T23:59:59.999999z', '1969-12-31T23:59:59.999999Z'],
    ['2025-07-02', '2025-07-02T23:59:59.999999Z'],
  ])('%s is %s', (text, read) => {
    expect(asOfFrom(text, NOW).text).toBe(read)
  })

  it.each(['', 'yesterday', '2025-06', '30/06/2025', '2025-02-30', '2025-13-01', '2025-06-30T12:00:00', "2025-06-30'"])(
    '%s is none',
    (text) => {
      expect(() => asOfFrom(text, NOW)).toThrow(/Cannot read .* expected a day such as 2025-06-30/)
    },
  )

  it.each(['2025-07-03', '2025-07-02T12:00:01Z', '9999-12-31'])('%s is yet to come', (text) => {
    expect(() => asOfFrom(text, NOW)).toThrow(/Nobody has seen/)
  })
})

describe('the dataset of revisions', () => {
  it('is found from the dataset, and the dataset from it', () => {
    const [beds, revisions, never] = catalog.datasets as [Dataset, Dataset, Dataset]

    expect(revisionsOf(catalog, beds)).toBe(revisions)
    expect(revisedBy(catalog, revisions)).toBe(beds)
    expect([revisionsOf(catalog, never), revisionsOf(catalog, revisions), revisedBy(catalog, beds)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it.each([
    ['a'.repeat(48), `${'a'.repeat(48)}_revisions`],
    [
      'discharge_daily_patients_not_meeting_criteria_to_reside',
      'discharge_daily_patients_not_meeting_c_c7b34b763_revisions',
    ],
    [`${'a'.repeat(37)}_${'b'.repeat(20)}`, `${'a'.repeat(37)}_c4a606841_revisions`],
  ])('of %s is %s', (dataset, name) => {
    expect(revisionsName(dataset)).toBe(name)
  })
})
