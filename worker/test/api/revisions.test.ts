import { tableFromIPC } from 'apache-arrow'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { RevisionsAnswer } from '../../src/api/contract'
import { revisionsIn } from '../../src/query/revisions'
import { OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver, type ErrorBody } from './support'

/* The samples were loaded, and then one of their files was corrected in one cell: 9 admissions at X05 became 10. */

const api = apiOver()
const REVISIONS = '/api/datasets/ae_provider/revisions'

async function kinds(query: string): Promise<string[]> {
  return RevisionsAnswer.parse(await api.json(`${REVISIONS}?${query}`)).revisions.map(({ kind }) => kind)
}

describe('GET /api/datasets/:dataset/revisions', () => {
  it('says what changed, from what to what, by which release, and where both were published', async () => {
    const { revisions, ...rest } = RevisionsAnswer.parse(await api.json(REVISIONS))

    expect(rest).toMatchObject({ dataset: 'ae_provider', revisions_dataset: 'ae_provider_revisions', next: null })
    expect(Date.parse(rest.known_since ?? '')).toBeLessThan(Date.parse(revisions[0]?.revised_at ?? ''))
    expect(rest.receipt?.datasets[0]?.dataset).toBe('ae_provider_revisions')
    const file = { name: 'April-2025-CSV-w3Kd9.csv', url: expect.stringMatching(/^http/), sha256: expect.any(String) }
    expect(revisions).toEqual([
      {
        ...{ revision: expect.any(Number), kind: 'changed', revised_at: expect.any(String), release: '2025-04' },
        period: { start: '2025-04-01', end: '2025-04-30', kind: 'month' },
        key: { org_code: 'X05' },
        occurrence: 1,
        changes: [{ column: 'other_emergency_admissions', before: 9, after: 10 }],
        values: null,
        before: { release: '2025-04', file, sheet: expect.any(String), row: expect.any(Number) },
        after: { release: '2025-04', file, sheet: expect.any(String), row: expect.any(Number) },
      },
    ])
    expect(revisions[0]?.before?.file?.sha256).not.toBe(revisions[0]?.after?.file?.sha256)
  })

  it('is asked by time, kind, release, column and row', async () => {
    const [all] = (await api.json<{ revisions: { revised_at: string }[] }>(REVISIONS)).revisions
    const day = all?.revised_at.slice(0, 10)

    expect(await kinds(`since=${day}&until=${day}`)).toEqual(['changed'])
    expect(await kinds(`since=${all?.revised_at}&until=${all?.revised_at}`)).toEqual(['changed'])
    expect(await kinds('until=2020-01-01')).toEqual([])
    expect(await kinds('since=2999-01-01')).toEqual([])
    expect(await kinds('kind=first-published')).toEqual(['first-published', 'first-published', 'first-published'])
    expect((await kinds('kind=first-published&kind=changed')).length).toBe(4)
    expect(await kinds('kind=added')).toEqual([])
    expect(await kinds('release=2025-04&column=other_emergency_admissions')).toEqual(['changed'])
    expect(await kinds('release=2025-03')).toEqual([])
    expect(await kinds('column=org_name')).toEqual([])
    expect(await kinds('filter=org_code:eq:X05&filter=period_start:eq:2025-04-01')).toEqual(['changed'])
    expect(await kinds('filter=org_code:eq:RAL')).toEqual([])
  })

  it('pages, the newest first', async () => {
    const seen: number[] = []
    const all = 'limit=1&kind=changed&kind=first-published'
    for (let next: string | null = `${REVISIONS}?${all}`; next; ) {
      const page: { revisions: { revision: number }[]; next: string | null } = await api.json(next)
      seen.push(...page.revisions.map(({ revision }) => revision))
      next = page.next
    }
    const first = await api.json<{ next_cursor: string }>(`${REVISIONS}?${all}`)
    const other = await api.json<ErrorBody>(`${REVISIONS}?limit=1&kind=changed&cursor=${first.next_cursor}`)

    expect(seen).toEqual([...seen].sort((a, b) => b - a))
    expect(new Set(seen).size).toBe(4)
    expect(other.error.code).toBe('bad_cursor')
  })

  it('has a line for each value in CSV, and the rows as they are kept in Arrow and Parquet', async () => {
    const [heading, line, end] = (await (await api.request(`${REVISIONS}.csv`)).text()).split('\r\n')
    const arrow = tableFromIPC(new Uint8Array(await (await api.request(`${REVISIONS}.arrow`)).arrayBuffer()))
    const parquet = await parquetReadObjects({ file: await (await api.request(`${REVISIONS}.parquet`)).arrayBuffer() })

    expect(heading).toBe(
      'revision,revised_at,release,kind,period_start,period_end,period_kind,org_code,occurrence,column,before,after,file,sheet,row',
    )
    expect(line).toMatch(
      /,2025-04,changed,2025-04-01,2025-04-30,month,X05,1,other_emergency_admissions,9,10,April-2025/,
    )
    expect(end).toBe('')
    expect(String(arrow.get(0)?.toJSON()._changes)).toBe('{"other_emergency_admissions": [9, 10]}')
    expect(parquet[0]?._changes).toBe('{"other_emergency_admissions": [9, 10]}')
  })

  it('is empty where nothing was revised, and says since when that is known', async () => {
    const path = '/api/datasets/rtt_pathways/revisions'
    const body = RevisionsAnswer.parse(await api.json(path))

    expect(body).toMatchObject({ revisions_dataset: null, revisions: [], next: null, receipt: null })
    expect(body.known_since).not.toBeNull()
    expect((await (await api.request(`${path}.csv`)).text()).split('\r\n')).toHaveLength(2)
    expect((await api.json<ErrorBody>(`${path}.arrow`)).error.code).toBe('no_revisions')
    const browser = apiOver(memoryStore(OBJECTS), { queries: 'browser' })
    expect((await browser.request(path)).status).toBe(200)
    expect((await browser.request(REVISIONS)).status).toBe(501)
  })

  it.each([
    ['/api/datasets/nothing/revisions', 404, 'unknown_dataset'],
    [`${REVISIONS}?since=soon`, 400, 'value_invalid'],
    [`${REVISIONS}?column=nothing`, 400, 'unknown_column'],
    [`${REVISIONS}?filter=nothing:eq:1`, 400, 'unknown_column'],
    [`${REVISIONS}?kind=lost`, 400, 'bad_request'],
    [`${REVISIONS}?sort=asc`, 400, 'bad_request'],
  ])('refuses %s', async (path, status, code) => {
    const response = await api.request(path)

    expect([response.status, ((await response.json()) as ErrorBody).error.code]).toEqual([status, code])
  })
})

it('numbers of a change that a double would print otherwise stay what they were', () => {
  const revised = { keys: [], values: ['n'], files: new Map() }
  const columns = ['_revision_kind', '_changes', 'n'].map((name) => ({ name }))
  const changes = '{"b": [9007199254740993, 12.50], "a": [null, "x\\"b\\": ["]}'

  expect(revisionsIn({ columns, rows: [['changed', changes, 1]] }, revised)[0]?.changes).toEqual([
    { column: 'a', before: null, after: 'x"b": [' },
    { column: 'b', before: '9007199254740993', after: 12.5 },
  ])
  expect(revisionsIn({ columns, rows: [['removed', null, 7]] }, revised)[0]).toMatchObject({
    changes: [],
    values: { n: 7 },
    after: null,
  })
})
