import { describe, expect, it } from 'vitest'
import { publicOrigin } from '../../src/http/origin'
import { OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver } from './support'

const PUBLIC = 'https://data.example.org'
const CHANGES = {
  version: 2,
  committed_at: '2026-11-26T10:00:00Z',
  datasets: [{ dataset: 'ae_provider', title: 'A&E', publication: 'ae', added: true, releases: [], periods: [] }],
}
const store = memoryStore({
  ...OBJECTS,
  'datasets/changes/0.json': new TextEncoder().encode(JSON.stringify({ changes: [CHANGES] })),
})
const named = apiOver(store, { publicUrl: PUBLIC })
const unnamed = apiOver(store)
const SQL = 'sql=SELECT+count(*)+FROM+ae_provider'

const PATHS = [
  '/api/datasets?limit=1',
  '/api/datasets/ae_provider',
  '/api/datasets/ae_provider/rows?limit=1',
  '/api/datasets/ae_provider/rows.json?limit=1&columns=org_code',
  `/api/query?${SQL}`,
  '/api/changes.atom',
  '/openapi.json',
  '/sitemap.xml',
]

describe('addresses in answers', () => {
  it.each(PATHS)('of %s begin at the public address, for any Host', async (path) => {
    const response = await named.request(`http://evil.example:8787${path}`)
    const answer = [...response.headers.values(), await response.text()].join('\n')

    expect(response.status).toBe(200)
    expect(answer).toContain(PUBLIC)
    expect(answer).not.toContain('evil.example')
  })

  it.each(PATHS.filter((path) => path !== '/openapi.json'))('of %s begin where it was asked', async (path) => {
    const response = await unnamed.request(`http://10.0.0.7:8787${path}`)

    expect([...response.headers.values(), await response.text()].join('\n')).toContain('http://10.0.0.7:8787/')
  })

  it('of SQL that runs in the browser begin at the public address', async () => {
    const referring = apiOver(store, { publicUrl: PUBLIC, queries: 'browser' })

    const response = await referring.request(`http://evil.example/api/query?${SQL}`)

    expect(await response.json()).toMatchObject({ error: { url: expect.stringMatching(`^${PUBLIC}/sql`) } })
  })

  it('keep what was asked when a body comes with it', async () => {
    const response = await named.request('http://evil.example/api/query', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sql: 'SELECT 1 AS n' }),
    })

    expect(await response.json()).toMatchObject({ rows: [{ n: 1 }], receipt: { url: expect.stringContaining(PUBLIC) } })
  })
})

describe('ids in the feed', () => {
  const idsOf = async (api: typeof named, host: string) =>
    [...(await (await api.request(`${host}/api/changes.atom`)).text()).matchAll(/<id>(.*)<\/id>/g)].map(([, id]) => id)

  it('stay the same wherever it is read', async () => {
    expect(await idsOf(unnamed, 'http://one.example')).toEqual([
      'tag:datawarp.org,2026:api/changes',
      'tag:datawarp.org,2026:api/datasets/ae_provider#v2',
    ])
    expect(await idsOf(unnamed, 'http://two.example')).toEqual(await idsOf(unnamed, 'http://one.example'))
  })

  it('are those of the public address where there is one', async () => {
    expect(await idsOf(named, 'http://one.example')).toEqual([
      `${PUBLIC}/api/changes`,
      `${PUBLIC}/api/datasets/ae_provider#v2`,
    ])
  })
})

describe('PUBLIC_URL', () => {
  it.each([
    ['https://data.example.org', PUBLIC],
    ['https://Data.Example.org:443/', PUBLIC],
    [' http://10.0.0.7:8787 ', 'http://10.0.0.7:8787'],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j', (setting, origin) => {
    expect(publicOrigin(setting)).toBe(origin)
  })

  it.each([
    ...['data.example.org', 'data.example.org:8787', 'ftp://data.example.org', 'https://', 'javascript:alert(1)'],
    ...['https://data.example.org/path', 'https://data.example.org/?q=1', 'https://data.example.org/#x'],
    ...['https://me@data.example.org', 'https://a b', 'https://a,https://b'],
  ])('%j is refused, with what is expected', (setting) => {
    expect(() => publicOrigin(setting)).toThrow(
      /^PUBLIC_URL: found ".*expected .* such as https:\/\/data\.example\.org$/,
    )
  })
})
