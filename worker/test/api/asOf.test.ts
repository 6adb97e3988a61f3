import { beforeAll, describe, expect, it } from 'vitest'
import { QueryAnswer, RowsAnswer } from '../../src/api/contract'
import { asOfAt, asOfFrom } from '../../src/query/as-of'
import { OBJECTS } from '../lake'
import { clientOf } from '../mcp/support'
import { lakeOver } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver, type ErrorBody } from './support'

/* The samples were loaded, and then one of their files was corrected in one cell: 9 admissions at X05 became 10. */

const api = apiOver()
const ROWS = '/api/datasets/ae_provider/rows'
const CELL = 'columns=other_emergency_admissions&filter=org_code:eq:X05&filter=period_start:eq:2025-04-01'
const TOTAL = encodeURIComponent('SELECT sum(other_emergency_admissions) AS n FROM ae_provider')
let corrected: string
let before: string

interface Page {
  rows: Record<string, unknown>[]
  next: string | null
  receipt: { as_of?: string; url: string; citation: string; datasets: { dataset: string }[] }
}

beforeAll(async () => {
  const revisions = '/api/datasets/ae_provider_revisions/rows?filter=_revision_kind:eq:changed&columns=_revised_at'
  corrected = `${String((await api.json<Page>(revisions)).rows[0]?._revised_at)}Z`
  before = asOfAt(asOfFrom(corrected).micros - 1n).text
})

describe('as_of', () => {
  it('asks rows for what the public saw then', async () => {
    const seen = async (asOf: string) => (await api.json<Page>(`${ROWS}?${CELL}&as_of=${asOf}`)).rows

    expect(await seen(before)).toEqual([{ other_emergency_admissions: 9 }])
    expect(await seen(corrected)).toEqual([{ other_emergency_admissions: 10 }])
    expect(await seen(corrected.slice(0, 10))).toEqual([{ other_emergency_admissions: 10 }])
    RowsAnswer.parse(await api.json(`${ROWS}?limit=3&as_of=${before}`))
  })

  it('asks SQL the same, by GET and POST, of JSON and of SQL', async () => {
    const path = `/api/query?as_of=${before}`
    const sql = 'SELECT sum(other_emergency_admissions) AS n FROM ae_provider'
    const post = (body: string, type: string, to: string) =>
      api.json<Page>(to, { method: 'POST', body, headers: { 'content-type': type } })
    const now = Number((await api.json<Page>(`/api/query?sql=${TOTAL}`)).rows[0]?.n)

    const body = QueryAnswer.parse(await api.json(`${path}&sql=${TOTAL}`))
    expect(body.rows).toEqual([{ n: now - 1 }])
    expect((await post(JSON.stringify({ sql, as_of: before }), 'application/json', '/api/query')).rows).toEqual(
      body.rows,
    )
    expect((await post(sql, 'application/sql', path)).rows).toEqual(body.rows)
  })

  it('is in the receipt, which asks the same again, in the citation and in the headers of files', async () => {
    const { receipt, rows } = await api.json<Page>(`/api/query?sql=${TOTAL}&as_of=${before}`)
    const csv = await api.request(`${ROWS}.csv?limit=2&as_of=${before}`)

    expect(receipt.as_of).toBe(before)
    expect(receipt.datasets.map(({ dataset }) => dataset)).toEqual(['ae_provider', 'ae_provider_revisions'])
    expect(receipt.citation).toContain(`As published by ${before}.`)
    expect((await api.json<Page>(receipt.url)).rows).toEqual(rows)
    expect(csv.headers.get('x-as-of')).toBe(before)
    expect((await api.json<Page>(`${ROWS}?limit=1`)).receipt.as_of).toBeUndefined()
  })

  it('pages so that every row comes once, in every format the same', async () => {
    const seen: unknown[] = []
    for (
      let next: string | null = `${ROWS}?limit=8&columns=_file,_row,other_emergency_admissions&as_of=${before}`;
      next;

    ) {
      const page: Page = await api.json<Page>(next)
      seen.push(...page.rows.map((row) => `${String(row._file)} ${String(row._row)}`))
      next = page.next
    }
    expect([seen.length, new Set(seen).size]).toEqual([35, 35])

    const lines = (await (await api.request(`${ROWS}.csv?${CELL}&as_of=${before}`)).text()).split('\r\n')
    expect(lines).toEqual(['other_emergency_admissions', '9', ''])
    expect((await api.request(`${ROWS}.parquet?${CELL}&as_of=${before}`)).headers.get('x-as-of')).toBe(before)
    const other = await api.json<ErrorBody>(
      `${ROWS}?limit=8&columns=_file,_row,other_emergency_admissions&cursor=${cursorOf(await firstPage())}`,
    )
    expect(other.error.code).toBe('bad_cursor')
  })

  const firstPage = () =>
    api.json<Page>(`${ROWS}?limit=8&columns=_file,_row,other_emergency_admissions&as_of=${before}`)
  const cursorOf = ({ next }: Page) => new URL(next ?? '').searchParams.get('cursor')

  it.each([
    ['soon', 400, 'as_of_invalid'],
    ['2025-02-30', 400, 'as_of_invalid'],
    ["2025-06-30'%3B--", 400, 'as_of_invalid'],
    ['2999-01-01', 400, 'as_of_in_future'],
    ['2020-01-01', 404, 'nothing_published_then'],
    ['', 400, 'bad_request'],
  ])('is refused as %s', async (asOf, status, code) => {
    for (const path of [`${ROWS}?as_of=${asOf}`, `/api/query?sql=${TOTAL}&as_of=${asOf}`]) {
      const response = await api.request(path)
      expect([response.status, ((await response.json()) as ErrorBody).error.code]).toEqual([status, code])
    }
  })

  it('goes along to the browser where SQL is not answered here', async () => {
    const elsewhere = apiOver(memoryStore(OBJECTS), { queries: 'browser' })
    const { error } = await elsewhere.json<ErrorBody>('/api/query?sql=SELECT+1&as_of=2025-06-30')

    expect(error).toMatchObject({
      code: 'query_in_browser',
      url: 'https://data.example/sql?sql=SELECT+1&as_of=2025-06-30T23%3A59%3A59.999999Z',
    })
  })

  it('is what agents ask by, too', async () => {
    const agent = clientOf(lakeOver())
    const sql =
      "SELECT other_emergency_admissions AS n FROM ae_provider WHERE org_code = 'X05' AND month(period_start) = 4"

    const { text } = await agent.call('query', { sql, as_of: before })
    expect(text).toMatch(/\nn\n9\n/)
    expect(text).toMatch(new RegExp(`catalogue version \\d+ as of ${before};`))
    expect((await agent.call('cite', { sql, as_of: before })).text).toContain(`as_of=${encodeURIComponent(before)}`)
    expect(await agent.call('query', { sql, as_of: '2020-01-01' })).toMatchObject({
      failed: true,
      text: expect.stringContaining('ae_provider since '),
    })
  })
})
