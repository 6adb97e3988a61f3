import { describe, expect, it } from 'vitest'
import { ChangesAnswer } from '../../src/api/contract'
import type { VersionChanges } from '../../src/catalog/changes'
import { CATALOG_KEY } from '../../src/catalog/catalog'
import { lakeOver, OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver } from './support'

/** The catalogue in force; the log, as the sink writes it, is one ahead. Versions share an object by the hundred. */
const VERSION = 101
const LOG = [102, 101, 100, 99, 98, 97].map((version) => changesOf(version))

function changesOf(version: number): VersionChanges {
  const dataset = version % 2 ? 'ae_provider' : 'rtt_pathways'
  return {
    version,
    committed_at: '2026-11-24T00:50:00Z',
    datasets: [
      {
        dataset,
        title: dataset === 'ae_provider' ? 'A&E <attendances> \u0007' : 'RTT',
        publication: 'p',
        added: version === 97,
        replaced: false,
        rows: 10 * version,
        inserted: 10,
        updated: 1,
        deleted: 0,
        releases: [{ release: '2025-03', vintage: 'revised', page: 'https://publisher.example/' }],
        period_count: 1,
        periods: [{ start: '2025-03-01', end: '2025-03-31', kind: 'month', inserted: 10, updated: 1, deleted: 0 }],
      },
    ],
  }
}

function logObject(index: number): Uint8Array {
  const changes = LOG.filter((change) => Math.floor(change.version / 100) === index)
  return new TextEncoder().encode(JSON.stringify({ changes }))
}

const store = memoryStore({ 'datasets/changes/1.json': logObject(1), 'datasets/changes/0.json': logObject(0) })
const catalog = async () => ({ version: VERSION, committedAt: '2026-11-24T00:50:00Z', datasets: [] })
const api = apiOver(store, { lake: { ...lakeOver(store), catalogs: { latest: catalog, version: catalog } } })

async function versions(query = ''): Promise<number[]> {
  return ChangesAnswer.parse(await api.json(`/api/changes${query}`)).changes.map((change) => change.version)
}

describe('GET /api/changes', () => {
  it('lists the newest first, and nothing that the catalogue in force does not have', async () => {
    expect(await versions()).toEqual([101, 100, 99, 98, 97])
  })

  it('lists what is new since a version, of a dataset, as many as wanted', async () => {
    expect(await versions('?since=98')).toEqual([101, 100, 99])
    expect(await versions('?dataset=rtt_pathways')).toEqual([100, 98])
    expect(await versions('?limit=2')).toEqual([101, 100])
  })

  it('has nothing to tell before there is a log', async () => {
    const answer = await apiOver(memoryStore({ [CATALOG_KEY]: OBJECTS[CATALOG_KEY] ?? new Uint8Array() })).json<{
      changes: unknown[]
    }>('/api/changes')

    expect(answer.changes).toEqual([])
  })

  it.each(['/api/changes.atom', '/api/changes?format=atom'])('is a feed at %s', async (path) => {
    const response = await api.request(path)
    const feed = await response.text()

    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(feed).toContain('<title>A&amp;E &lt;attendances&gt; \uFFFD, 2025-03 (revised)</title>')
    expect(feed.match(/<entry>/g)?.length).toBe(5)
    expect(feed).toContain('<id>tag:datawarp.org,2026:api/datasets/ae_provider#v101</id>')
  })

  it('is a feed for programs that accept only feeds, and refuses who accepts neither', async () => {
    const accepting = (accept: string) => api.request('/api/changes', { headers: { accept } })

    expect((await accepting('application/atom+xml')).headers.get('content-type')).toContain('atom')
    expect((await accepting('text/html, */*;q=0.8')).headers.get('content-type')).toContain('json')
    expect((await accepting('image/png')).status).toBe(406)
  })
})
