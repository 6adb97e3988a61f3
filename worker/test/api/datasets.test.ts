import { describe, expect, it } from 'vitest'
import { CATALOG_KEY } from '../../src/catalog/catalog'
import { DatasetAnswer, DatasetsAnswer } from '../../src/api/contract'
import { OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver, type ErrorBody } from './support'

interface List {
  version: number
  total: number
  next: string | null
  datasets: { dataset: string }[]
}

const api = apiOver()

async function found(query: string): Promise<string[]> {
  return (await api.json<List>(`/api/datasets?${query}`)).datasets.map((each) => each.dataset)
}

describe('GET /api/datasets', () => {
  it('lists what the sink published, as the contract says', async () => {
    const body = DatasetsAnswer.parse(await api.json('/api/datasets'))

    expect(body.datasets.find((dataset) => dataset.dataset === 'ae_provider')).toMatchObject({
      publication: 'ae-monthly',
      licence: 'OGL-UK-3.0',
      rows: 35,
      releases: 3,
      latest_release: '2025-05',
      newest_release: '2025-04',
      period_kinds: ['month'],
      first_period: '2025-03-01',
      last_period: '2025-05-31',
      covered: [{ start: '2025-03-01', end: '2025-05-31' }],
      url: 'https://data.example/api/datasets/ae_provider',
    })
  })

  it('finds by words in names, titles and columns, the best first', async () => {
    expect((await found('q=attendances'))[0]).toBe('ae_provider')
    expect(await found('q=A%26E+emergency+admissions')).toEqual(['ae_provider'])
    expect(await found('q=GP+patients')).toContain('gp_registered_patients')
    expect(await found('q=attendances+nowhere')).toEqual([])
  })

  it('narrows by publication, kind of period and time of change', async () => {
    expect(await found('publication=ae-monthly')).toEqual(['ae_provider'])
    expect(await found('period_kind=month')).toContain('ae_provider')
    expect(await found('period_kind=fortnight')).toEqual([])
    expect(await found('changed_since=2026-11-24')).not.toEqual([])
    expect(await found('changed_since=2999-01-01T00:00:00Z')).toEqual([])
  })

  it('pages, and every dataset is on one page', async () => {
    const all = await found('')
    const pages: string[] = []
    for (let next: string | null = '/api/datasets?limit=4'; next; ) {
      const page: List = await api.json<List>(next)
      expect(page.total).toBe(all.length)
      pages.push(...page.datasets.map((each) => each.dataset))
      next = page.next
    }

    expect(pages).toEqual(all)
  })

  it('answers 304 to a reader who has this version, also after a proxy made its ETag weak', async () => {
    const etag = (await api.request('/api/datasets')).headers.get('etag') ?? ''

    const again = await api.request('/api/datasets', { headers: { 'if-none-match': `"other", W/${etag}` } })

    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('answers again after another deployment, which may answer in another shape', async () => {
    const etag = (await apiOver(memoryStore(OBJECTS), { deployed: 'first' }).request('/api/datasets')).headers.get(
      'etag',
    )
    const second = apiOver(memoryStore(OBJECTS), { deployed: 'second' })

    expect((await second.request('/api/datasets', { headers: { 'if-none-match': etag ?? '' } })).status).toBe(200)
  })

  it('may be cached for five seconds at most', async () => {
    const control = (await api.request('/api/datasets')).headers.get('cache-control') ?? ''

    expect(Number(/max-age=(\d+)/.exec(control)?.[1])).toBeLessThanOrEqual(5)
    expect(control).toContain('must-revalidate')
  })

  it('parses a version once, however often it is asked', async () => {
    const store = memoryStore(OBJECTS)
    const routes = apiOver(store)

    await routes.request('/api/datasets')
    await routes.request('/api/datasets/ae_provider')

    expect(store.reads).toBe(1)
  })

  it('says that nothing is published before the first catalogue', async () => {
    const response = await apiOver(memoryStore({})).request('/api/datasets')

    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('60')
    expect(await response.json()).toMatchObject({ error: { code: 'nothing_published' } })
  })

  it('answers 502 without a stack when the catalogue is damaged', async () => {
    const store = memoryStore({ [CATALOG_KEY]: new TextEncoder().encode('PAR1 this is no Parquet PAR1') })
    const response = await apiOver(store).request('/api/datasets')

    expect(response.status).toBe(502)
    const { error } = (await response.json()) as ErrorBody
    expect(Object.keys(error)).toEqual(['code', 'message', 'advice'])
    expect(JSON.stringify(error)).not.toMatch(/parquet|datasets\/|node_modules|\.ts/i)
  })
})

describe('GET /api/datasets/:dataset', () => {
  it('has all that is known, as the contract says', async () => {
    const body = DatasetAnswer.parse(await api.json('/api/datasets/ae_provider'))

    expect(body.identity).toEqual(['period_start', 'period_end', 'org_code', '_occurrence'])
    expect(body.columns.find((column) => column.name === 'attendances_type_1')).toMatchObject({
      type: 'INTEGER',
      role: 'measure',
      unit: 'attendances',
    })
    expect(body.periods.map((period) => [period.start, period.rows])).toEqual([
      ['2025-03-01', 11],
      ['2025-04-01', 12],
      ['2025-05-01', 12],
    ])
    expect(body.releases[0]).toMatchObject({
      release: '2025-03',
      vintage: 'revised',
      files: [{ digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
    expect(body.parts[0]?.url).toBe(`https://data.example/files/${body.parts[0]?.key}`)
    expect(body.licence.url).toContain('open-government-licence')
    expect(body.freshness.map((stage) => stage.stage)).toEqual(
      expect.arrayContaining(['fetched', 'promoted', 'published']),
    )
    expect(body.snippets.map((snippet) => snippet.client)).toEqual(['duckdb', 'python', 'r', 'excel', 'curl', 'mcp'])
  })

  it('names the release that its stages are of, which is not always that of the latest period', async () => {
    const body = DatasetAnswer.parse(await api.json('/api/datasets/ae_provider'))
    const newest = body.releases.find(({ release }) => release === body.newest_release)
    const at = Object.fromEntries(body.freshness.map((stage) => [stage.stage, stage.at]))

    expect([body.latest_release, body.newest_release]).toEqual(['2025-05', '2025-04'])
    expect(at).toMatchObject({ promoted: newest?.committed_at, published: newest?.published_at })
  })

  it('names the headings under which a column was published, the latest first, and in which cells', async () => {
    const body = DatasetAnswer.parse(await api.json('/api/datasets/dtoc_authority_reason'))
    const days = body.columns.find((column) => column.name === 'assessment_days')

    expect(days?.headings.map((heading) => [heading.text, heading.release, heading.cells])).toEqual([
      ['A) Awaiting completion of assessment', '2017-05', 'F14'],
      ['A) COMPLETION OF ASSESSMENT', '2017-03', 'F14'],
    ])
    const may = body.releases.find((release) => release.release === '2017-05')
    expect(may?.files.map((file) => file.digest)).toContain(days?.headings[0]?.file)
    expect(body.columns.find((column) => column.name === '_row')?.headings).toEqual([])
  })

  it('names the column of marks that replace figures', async () => {
    const body = DatasetAnswer.parse(await api.json('/api/datasets/mhsds_four_week_waits'))
    const marked = body.columns.filter((column) => column.status_column)

    expect(marked.length).toBeGreaterThan(0)
    for (const column of marked) {
      expect(body.columns.find((other) => other.name === column.status_column)?.role).toBe('status')
    }
  })

  it('guesses what was meant by a name that there is not', async () => {
    const response = await api.request('/api/datasets/ae_providers')

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      error: { code: 'unknown_dataset', advice: expect.stringContaining('Did you mean ae_provider?') },
    })
  })
})

describe('any other path', () => {
  it('is named in the error, with where to look', async () => {
    const response = await api.request('/api/nothing')

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'not_found', message: 'Nothing at "/api/nothing"' } })
  })
})
