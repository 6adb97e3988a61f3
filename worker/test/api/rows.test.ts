import { tableFromIPC } from 'apache-arrow'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { QueryAnswer, RowsAnswer } from '../../src/api/contract'
import type { Statement } from '../../src/query/engine'
import { AskError } from '../../src/query/error'
import { lakeOver, OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver, type ErrorBody } from './support'

interface Page {
  rows: Record<string, unknown>[]
  row_count: number
  truncated: boolean
  next: string | null
  next_cursor: string | null
  version: number
}

const api = apiOver()
const ROWS = '/api/datasets/ae_provider/rows'

async function column(name: string, query: string): Promise<unknown[]> {
  return (await api.json<Page>(`${ROWS}?${query}`)).rows.map((row) => row[name])
}

describe('GET /api/datasets/:dataset/rows', () => {
  it('answers as the contract says, with a receipt', async () => {
    const body = RowsAnswer.parse(await api.json(`${ROWS}?limit=3`))

    expect(body.row_count).toBe(3)
    expect(body.truncated).toBe(true)
    expect(body.receipt.datasets[0]).toMatchObject({ dataset: 'ae_provider', licence: 'OGL-UK-3.0' })
    expect(body.receipt.citation).toContain('NHS England')
    expect(Object.keys(body.rows[0] ?? {})).toContain('attendances_type_1')
  })

  it('filters by every operator', async () => {
    const all = await column('attendances_type_1', 'limit=100&filter=attendances_type_1:notnull')
    const most = Math.max(...all.map(Number))

    expect(await column('attendances_type_1', `filter=attendances_type_1:eq:${most}`)).toEqual([most])
    expect(await column('attendances_type_1', `filter=attendances_type_1:gte:${most}`)).toEqual([most])
    expect((await column('org_code', `filter=attendances_type_1:ne:${most}&limit=100`)).length).toBe(all.length - 1)
    expect(await column('org_code', `filter=attendances_type_1:gt:${most}`)).toEqual([])
    expect((await column('org_code', 'filter=period_start:lt:2025-04-01&limit=100')).length).toBe(11)
    expect(
      (await column('org_code', 'filter=period_start:gte:2025-04-01&filter=period_end:lte:2025-04-30')).length,
    ).toBe(12)
    expect(await column('org_code', 'filter=attendances_type_1:null')).toEqual([])
  })

  it('filters texts by list, part and beginning, with any characters', async () => {
    const [code, name] = (await api.json<Page>(`${ROWS}?limit=1&columns=org_code,org_name&shape=arrays`))
      .rows[0] as unknown as string[]
    const encoded = encodeURIComponent(JSON.stringify([code, "O'Neill; DROP TABLE ae_provider --"]))

    expect(new Set(await column('org_code', `filter=org_code:in:${encoded}`))).toEqual(new Set([code]))
    expect(new Set(await column('org_code', `filter=org_code:in:${code},nobody`))).toEqual(new Set([code]))
    expect(
      await column('org_name', `filter=org_name:starts:${encodeURIComponent((name ?? '').slice(0, 6).toLowerCase())}`),
    ).toContain(name)
    expect(
      await column(
        'org_name',
        `filter=org_name:contains:${encodeURIComponent((name ?? '').slice(3, 9).toUpperCase())}`,
      ),
    ).toContain(name)
    for (const hostile of ["' OR 1=1 --", "\\' OR '1'='1", '" OR ""="', '%', '_', '${x}', '\u202E\u0000'.slice(0, 1)]) {
      expect(await column('org_code', `filter=org_name:eq:${encodeURIComponent(hostile)}`)).toEqual([])
      expect(await column('org_code', `filter=org_name:contains:${encodeURIComponent(hostile)}`)).toEqual([])
    }
  })

  it('pages in the order of the parts, without sorting, so that every row comes once', async () => {
    const rows = '/api/datasets/rtt_pathways/rows?limit=100&columns=_sheet,_row,period_start'
    const { receipt } = await api.json<{ receipt: { sql: string; datasets: { parts: unknown[] }[] } }>(rows)
    expect(receipt.sql).not.toContain('ORDER')

    const seen: string[] = []
    for (let next: string | null = rows; next; ) {
      const page: Page = await api.json<Page>(next)
      seen.push(...page.rows.map((row) => `${String(row.period_start)} ${String(row._sheet)} ${String(row._row)}`))
      next = page.next
    }
    expect(seen.length).toBe(386)
    expect(new Set(seen).size).toBe(386)
    expect(seen.map((row) => row.slice(0, 10))).toEqual(seen.map((row) => row.slice(0, 10)).sort())
  })

  it('orders as asked, and pages so that every row comes once', async () => {
    const whole = await column('attendances_type_1', 'order=attendances_type_1:desc&limit=100')
    expect(whole).toEqual([...whole].sort((a, b) => Number(b) - Number(a)))

    const seen: unknown[] = []
    let pages = 0
    for (let next: string | null = `${ROWS}?order=parent_org&limit=8&columns=_file,_row`; next; pages++) {
      const page: Page = await api.json<Page>(next)
      seen.push(...page.rows.map((row) => `${String(row._file)} ${String(row._row)}`))
      next = page.next
    }
    expect(pages).toBe(5)
    expect(seen.length).toBe(35)
    expect(new Set(seen).size).toBe(35)
  })

  it('continues by offset, and refuses a cursor of another selection', async () => {
    const first = await api.json<Page>(`${ROWS}?limit=2&columns=org_code`)
    const second = await api.json<Page>(`${ROWS}?limit=2&columns=org_code&offset=2`)
    const other = await api.json<ErrorBody>(`${ROWS}?limit=2&columns=org_name&cursor=${first.next_cursor}`)
    const both = await api.json<ErrorBody>(`${ROWS}?limit=2&columns=org_code&offset=2&cursor=${first.next_cursor}`)

    expect((await api.json<Page>(first.next ?? '')).rows).toEqual(second.rows)
    expect([other.error.code, both.error.code]).toEqual(['bad_cursor', 'bad_cursor'])
  })

  it('says that a version is gone when its catalogue is', async () => {
    const { next_cursor } = await api.json<Page>(`${ROWS}?limit=2`)
    const gone = next_cursor?.replace(/^\d+/, '999')
    const response = await api.request(`${ROWS}?limit=2&cursor=${gone}`)

    expect(response.status).toBe(410)
    expect(await response.json()).toMatchObject({ error: { code: 'version_gone' } })
  })

  it('answers 304 before it reads anything', async () => {
    const etag = (await api.request(`${ROWS}?limit=1`)).headers.get('etag') ?? ''
    const store = memoryStore(OBJECTS)
    const silent = apiOver(store, { lake: { ...lakeOver(store), engine: () => Promise.reject(new Error('asked')) } })

    expect((await silent.request(`${ROWS}?limit=1`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })
})

describe('the formats of rows', () => {
  const query = 'columns=period_start,org_code,org_name,attendances_type_1&limit=4'

  it('are the same rows', async () => {
    const json = (await api.json<{ rows: unknown[][] }>(`${ROWS}?${query}&shape=arrays`)).rows

    const csv = await (await api.request(`${ROWS}.csv?${query}`)).text()
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'period_start,org_code,org_name,attendances_type_1',
      (json[0] ?? []).map((value) => (String(value).includes(',') ? `"${String(value)}"` : String(value))).join(','),
    ])

    const arrow = tableFromIPC(new Uint8Array(await (await api.request(`${ROWS}.arrow?${query}`)).arrayBuffer()))
    expect(arrow.numRows).toBe(5 - 1)
    expect(arrow.toArray().map((row) => row.toJSON().org_code as string)).toEqual(json.map((row) => row[1]))

    const file = await (await api.request(`${ROWS}.parquet?${query}`)).arrayBuffer()
    const rows = await parquetReadObjects({ file })
    expect(
      rows.map((row) => [
        (row.period_start as Date).toISOString().slice(0, 10),
        row.org_code,
        row.org_name,
        Number(row.attendances_type_1),
      ]),
    ).toEqual(json)
  })

  it('have the types of the dataset in Parquet', async () => {
    const file = await (await api.request(`${ROWS}.parquet?limit=2`)).arrayBuffer()
    const part =
      Object.entries(OBJECTS).find(([key]) => key.startsWith('datasets/ae_provider/'))?.[1] ?? new Uint8Array()
    const typesOf = (bytes: ArrayBuffer) =>
      parquetSchema(parquetMetadata(bytes)).children.map(({ element }) => [
        element.name,
        element.type,
        element.converted_type,
      ])

    expect(typesOf(file)).toEqual(typesOf(Uint8Array.from(part).buffer))
  })

  it('say in headers what JSON says beside the rows', async () => {
    const { headers } = await api.request(`${ROWS}.csv?limit=2`)

    expect(headers.get('x-truncated')).toBe('true')
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="ae_provider-v\d+\.csv"$/)
    expect(headers.get('link')).toMatch(
      /^<https:\/\/data\.example\/api\/datasets\/ae_provider\/rows\?.*cursor=.*>; rel="next"$/,
    )
  })

  it('follow Accept, and a format that is asked for wins', async () => {
    const type = async (accept: string, more = '') =>
      (await api.request(`${ROWS}?limit=1${more}`, { headers: { accept } })).headers.get('content-type')

    expect(await type('text/csv')).toContain('text/csv')
    expect(await type('application/vnd.apache.arrow.stream')).toContain('arrow')
    expect(await type('application/vnd.apache.parquet')).toContain('parquet')
    expect(await type('text/csv', '&format=json')).toContain('json')
  })

  it('74: keep a formula as it was published, unless it is to be neutralised', async () => {
    const sql = encodeURIComponent(
      `SELECT '=HYPERLINK("http://evil")' AS a, '@x' AS b, -1 AS c, '-1' AS d, '+44' AS "=e", 'x' AS f`,
    )
    const csv = async (more: string) =>
      (await (await api.request(`/api/query.csv?sql=${sql}${more}`)).text()).split('\r\n')

    expect(await csv('')).toEqual(['a,b,c,d,=e,f', '"=HYPERLINK(""http://evil"")",@x,-1,-1,+44,x', ''])
    expect(await csv('&formulas=neutralise')).toEqual([
      "a,b,c,d,'=e,f",
      `"'=HYPERLINK(""http://evil"")",'@x,-1,'-1,'+44,x`,
      '',
    ])
  })
})

describe('/api/query', () => {
  const ask = async (sql: string, more = '') =>
    api.json<QueryAnswerBody>(`/api/query?sql=${encodeURIComponent(sql)}${more}`)
  interface QueryAnswerBody extends Page {
    columns: { name: string; type: string }[]
    receipt: { url: string; sql: string }
    error?: { code: string }
  }

  it('answers as the contract says', async () => {
    const body = QueryAnswer.parse(await ask('SELECT count(*) AS n FROM ae_provider'))

    expect(body.rows).toEqual([{ n: 35 }])
    expect(body.truncated).toBe(false)
  })

  it('is answered alike by GET and POST, of JSON and of SQL', async () => {
    const sql = 'SELECT org_code, sum(attendances_type_1) AS n FROM ae_provider GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3'
    const post = (body: string, type: string, path = '/api/query') =>
      api.json<Page>(path, { method: 'POST', body, headers: { 'content-type': type } })
    const { rows } = await ask(sql)

    expect(rows.length).toBe(3)
    expect((await post(JSON.stringify({ sql }), 'application/json')).rows).toEqual(rows)
    expect((await post(sql, 'application/sql; charset=utf-8')).rows).toEqual(rows)
    expect((await post(sql, 'text/plain', '/api/query?limit=2')).row_count).toBe(2)
  })

  it('cuts off what is more than was asked for, and says so', async () => {
    expect(await ask('SELECT * FROM ae_provider', '&limit=10')).toMatchObject({ row_count: 10, truncated: true })
    expect(await ask('SELECT * FROM ae_provider', '&limit=35')).toMatchObject({ row_count: 35, truncated: false })
  })

  it('gives columns of one name different names', async () => {
    const { rows } = await ask('SELECT 1 AS n, 2 AS n, 3 AS "constructor"')

    expect(JSON.stringify(rows)).toBe('[{"n":1,"n_2":2,"constructor":3}]')
  })

  it('75: has numbers in JSON that JSON can have', async () => {
    const { rows } = await ask("SELECT 9007199254740993 AS a, 'NaN'::DOUBLE AS b, 0.1::DECIMAL(38,20) AS c, NULL AS d")

    expect(rows).toEqual([{ a: '9007199254740993', b: 'NaN', c: expect.anything(), d: null }])
  })

  it('can be asked again by its receipt', async () => {
    const first = await ask('SELECT max(attendances_type_1) AS most FROM ae_provider')
    const again = await api.json<Page>(first.receipt.url)

    expect(again.rows).toEqual(first.rows)
    expect(again.version).toBe(first.version)
  })

  it.each([
    ['DROP TABLE ae_provider', 'sql_refused'],
    ['SELECT 1; SELECT 2', 'sql_refused'],
    ['SELECT * FROM ae_providers', 'unknown_dataset'],
    ['SELECT nothing FROM ae_provider', 'sql_invalid'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'sql_refused'],
  ])('90: refuses %s in the one shape, and reveals nothing of itself', async (sql, code) => {
    const response = await api.request(`/api/query?sql=${encodeURIComponent(sql)}`)
    const text = await response.text()

    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect((JSON.parse(text) as ErrorBody).error.code).toBe(code)
    expect(text).not.toMatch(/node_modules|\.ts\b|r2:|datasets\/|stack|EXPLAIN/)
  })

  it('refers people to the page where it is not answered here', async () => {
    const elsewhere = apiOver(memoryStore(OBJECTS), { queries: 'browser' })
    const response = await elsewhere.request('/api/query?sql=SELECT+1')

    expect(response.status).toBe(501)
    expect(await response.json()).toMatchObject({
      error: { code: 'query_in_browser', url: 'https://data.example/sql?sql=SELECT+1' },
    })
    expect((await elsewhere.request(ROWS)).status).toBe(501)
    expect((await elsewhere.request('/api/datasets')).status).toBe(200)
  })

  it('88: stops when the client has left', async () => {
    const gone = new AbortController()
    const execute = ({ signal }: Statement) =>
      new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new AskError(499, 'cancelled', 'The client left', 'Ask again.')))
        gone.abort()
      })
    const waiting = apiOver(memoryStore(OBJECTS), { lake: { ...lakeOver(), engine: async () => ({ execute }) } })

    const response = await waiting.request('/api/query?sql=SELECT+1', { signal: gone.signal })

    expect(await response.json()).toMatchObject({ error: { code: 'cancelled' } })
  })
})
