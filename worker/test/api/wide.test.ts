import { tableFromIPC } from 'apache-arrow'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Lake } from '../../src/query/ask'
import type { DuckDbEngine } from '../../src/query/duckdb/engine'
import type { Statement } from '../../src/query/engine'
import { AskError } from '../../src/query/error'
import { newEngine } from '../lake'
import { patientWideLake, WIDE_ROWS } from '../query/wideLake'
import { apiOver, type ErrorBody } from './support'

const MB = 1 << 20
const PATIENTLY = { timeout: 180_000 }

interface Page extends Partial<ErrorBody> {
  rows: (string | number | null)[][]
  truncated: boolean
  next: string | null
}

let api: ReturnType<typeof apiOver>
let lake: Lake
let engine: DuckDbEngine

beforeAll(async () => {
  // Its own: the memory that it holds must be what these tests leave in it.
  engine = await newEngine()
  lake = await patientWideLake(engine)
  api = apiOver(lake.store, { lake })
}, PATIENTLY.timeout)

const ROWS = '/api/datasets/waits/rows'
const REVISIONS = '/api/datasets/waits/revisions'

/** A page of rows as arrays, with its values of some columns. */
async function page(query: string, ...names: string[]) {
  const body = await api.json<Page & { columns: { name: string }[] }>(query)
  expect(body.error).toBeUndefined()
  const at = names.map((name) => body.columns.findIndex((column) => column.name === name))
  return { ...body, values: body.rows.map((row) => at.map((i) => row[i])) }
}

describe('A dataset of 121 columns and 367,000 rows', PATIENTLY, () => {
  it.each(['total_all:desc', 'gt_104_weeks', 'provider_name:desc,part_type', 'period_start', '_row:desc', '_file'])(
    'is read in the order of %s, whole rows',
    async (order) => {
      const { rows, truncated } = await page(`${ROWS}?limit=500&shape=arrays&order=${order}`)
      expect([rows.length, rows[0]?.length, truncated]).toEqual([500, 128, true])
      expect(engine.memoryBytes).toBeLessThan(64 * MB)
    },
  )

  it('answers the same rows whole as by few of their columns', async () => {
    const columns = ['total_all', 'provider_code', 'commissioner_code', 'gt_000_weeks', 'gt_104_weeks', '_row']
    const query = `limit=200&offset=150&order=total_all:desc&filter=part_type:eq:Part_2&shape=arrays`
    const whole = await page(`${ROWS}?${query}`, ...columns)
    const few = await page(`${ROWS}?${query}&columns=${columns.join(',')}`)
    expect(whole.values).toEqual(few.rows)
  })

  it('is paged in an order, each row once', async () => {
    const seen: unknown[] = []
    let next: string | null = `${ROWS}?limit=400&shape=arrays&order=total_all:desc&filter=provider_code:in:R001,R002`
    while (next) {
      const each: Awaited<ReturnType<typeof page>> = await page(next, 'period_start', '_row')
      seen.push(...each.values)
      next = each.next
    }
    expect(new Set(seen.map(String)).size).toBe(seen.length)
    expect(seen.length).toBe(2 * 2 * 500)
  })

  it('is read from its end, with a filter on any column', async () => {
    const { values } = await page(`${ROWS}?limit=50&shape=arrays&offset=${WIDE_ROWS - 10}`, '_row')
    expect(values.map(Number)).toEqual(Array.from({ length: 10 }, (_, i) => WIDE_ROWS / 2 - 8 + i))
    const filters = 'filter=provider_name:contains:trust%2036&filter=total_all:gt:100&filter=commissioner_code:null'
    expect((await page(`${ROWS}?limit=50&shape=arrays&${filters}`, 'commissioner_code')).values).toHaveLength(50)
  })

  it('has its revisions listed, as many as a page may have', async () => {
    const { revisions, error } = await api.json<{ revisions: object[] } & Partial<ErrorBody>>(`${REVISIONS}?limit=1000`)
    expect(error).toBeUndefined()
    expect(revisions).toHaveLength(1000)
    expect(revisions[0]).toMatchObject({ kind: 'changed', changes: [{ column: 'total_all', before: 1 }] })
    for (const format of ['csv', 'arrow', 'parquet'])
      expect((await api.request(`${REVISIONS}.${format}?limit=1000`)).status, format).toBe(200)
    expect(engine.memoryBytes).toBeLessThan(64 * MB)
  })

  it('has what was said by rows that were added or removed, and by those alone', async () => {
    type Told = { kind: string; before: { row: number } | null; values: Record<string, unknown> | null }
    const path = `${REVISIONS}?limit=300&filter=provider_code:eq:R100`
    const { revisions, receipt } = await api.json<{ revisions: Told[]; receipt: { sql: string } }>(path)
    const told = revisions.filter(({ values }) => values)
    const removed = told.find(({ kind }) => kind === 'removed')

    expect(receipt.sql).toMatch(/^SELECT \* FROM "waits_revisions"/)
    expect(told.map(({ kind }) => kind)).toEqual(revisions.map(({ kind }) => kind).filter((kind) => kind !== 'changed'))
    expect(Object.keys(removed?.values ?? {}).length).toBe(108 + 8)
    const place = `filter=period_start:eq:2025-12-01&filter=_row:eq:${removed?.before?.row}`
    const [row] = (await api.json<{ rows: object[] }>(`${ROWS}?${place}`)).rows
    expect(row).toMatchObject(removed?.values ?? {})
  })

  it('answers any statement of one dataset that orders its rows', async () => {
    const sql = 'SELECT * FROM waits WHERE total_all > 10 ORDER BY gt_003_weeks DESC, provider_name LIMIT 500'
    const { rows, error } = await api.json<Page>(`/api/query?shape=arrays&sql=${encodeURIComponent(sql)}`)
    expect(error).toBeUndefined()
    expect(rows).toHaveLength(500)
  })
})

describe('Ten thousand rows of 121 columns', PATIENTLY, () => {
  const MOST = 'limit=10000&order=total_all:desc&filter=period_start:eq:2025-12-01&filter=part_type:eq:Part_2'
  const places = (rows: Record<string, unknown>[]) => rows.map((row) => `${String(row._file)} ${String(row._row)}`)

  async function file(suffix: string, query = MOST) {
    const response = await api.request(`${ROWS}${suffix}?${query}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('x-truncated') ?? 'true').toBe('true')
    return response
  }

  it('are the same in each format, in the order asked', async () => {
    const { columns, rows, row_count, truncated, next } = (await (
      await file('', `${MOST}&shape=arrays`)
    ).json()) as Page & {
      columns: { name: string }[]
      row_count: number
    }
    expect([rows.length, row_count, truncated, next !== null]).toEqual([10_000, 10_000, true, true])
    const json = places(rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]]))))
    expect(new Set(json).size).toBe(10_000)

    const lines = (await (await file('.csv')).text()).split('\r\n')
    const at = ['_file', '_row'].map((name) => columns.findIndex((column) => column.name === name))
    expect(lines.slice(1, -1).map((line) => at.map((i) => line.split(',')[i]).join(' '))).toEqual(json)

    const arrow = tableFromIPC(new Uint8Array(await (await file('.arrow')).arrayBuffer()))
    expect(places(arrow.toArray() as Record<string, unknown>[])).toEqual(json)
    const parquet = await (await file('.parquet')).arrayBuffer()
    expect(places(await parquetReadObjects({ file: parquet, columns: ['_file', '_row'] }))).toEqual(json)
  })

  it.each(['', '.csv', '.arrow', '.parquet'])(
    'are read as rows%s in the order of the parts, in bounded memory',
    async (suffix) => {
      const response = await file(suffix, 'limit=10000&offset=180000')
      let bytes = 0
      for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
        expect(piece.length).toBeLessThan(8 * MB)
        bytes += piece.length
      }
      expect(bytes).toBeGreaterThan(100_000)
      expect(engine.memoryBytes).toBeLessThan(64 * MB)
    },
  )

  it('end where a filter or the dataset ends', async () => {
    const filtered = await api.request(
      `${ROWS}.csv?limit=10000&filter=provider_code:lt:R010&filter=part_type:ne:Part_3`,
    )
    expect((await filtered.text()).split('\r\n')).toHaveLength(2 * 10 * 400 + 2)
    const last = await api.request(`${ROWS}.csv?limit=10000&offset=${WIDE_ROWS - 9_000}`)
    expect((await last.text()).split('\r\n')).toHaveLength(9_000 + 2)
    expect([filtered, last].map(({ headers }) => headers.get('x-truncated'))).toEqual(['false', 'false'])
  })

  it('break off when what follows cannot be read', async () => {
    let statements = 0
    const failing = {
      async execute(statement: Statement) {
        if (++statements > 2) throw new AskError(422, 'too_slow', 'too slow', '')
        return (await lake.engine()).execute(statement)
      },
    }
    const response = await apiOver(undefined, { lake: { ...lake, engine: async () => failing } }).request(
      `${ROWS}.csv?${MOST}`,
    )
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })
})

describe('The snippets of 367,000 rows of 121 columns', PATIENTLY, () => {
  it('have all rows in Excel, page by page', async () => {
    const { snippets, rows } = await api.json<{ snippets: { client: string; code: string }[]; rows: number }>(
      '/api/datasets/waits',
    )
    const { code } = snippets.find(({ client }) => client === 'excel') as { code: string }
    const [, limit, step] = /limit = "(\d+)".*\n(?:.*\n)*.*RoundUp\(Rows \/ (\d+)\)/.exec(code) ?? []
    expect([rows, limit, step]).toEqual([WIDE_ROWS, '10000', '10000'])
    const last = Math.floor((rows - 1) / Number(step)) * Number(step)
    const lines = async (offset: number) =>
      (await (await api.request(`${ROWS}.csv?limit=${limit}&offset=${offset}`)).text()).split('\r\n').length - 2
    expect([await lines(0), await lines(last)]).toEqual([10_000, rows - last])
  })

  it('name what there is in the other tools', async () => {
    const { snippets } = await api.json<{ snippets: { client: string; code: string }[] }>('/api/datasets/waits')
    const { parts } = await api.json<{ parts: { url: string }[] }>('/api/datasets/waits')
    const urls = snippets.flatMap(({ code }) => [
      ...code.matchAll(/https:\/\/data\.example\/(?:api|files\/datasets)[^"'\s]+/g),
    ])
    for (const url of [...urls.map(([each]) => each), ...parts.map((part) => part.url)])
      expect((await api.request(url)).status, url).toBe(200)
  })
})
