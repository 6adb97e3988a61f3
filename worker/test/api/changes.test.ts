import { describe, expect, it } from 'vitest'
import { ChangesAnswer } from '../../src/api/contract'
import type { VersionChanges } from '../../src/catalog/changes'
import { CATALOG_KEY } from '../../src/catalog/catalog'
import { apiOver, CATALOG, MemoryStore } from './support'

/** A log as the sink writes it; the catalogue of the fixture has version 5, so that it is one ahead. */
const LOG = [1, 2, 3, 4, 5, 6].map((version) => changesOf(version))

function changesOf(version: number): VersionChanges {
  const dataset = version % 2 ? 'ae_provider' : 'rtt_pathways'
  return {
    version,
    committed_at: `2026-11-24T00:5${version}:00Z`,
    datasets: [
      {
        dataset,
        title: dataset === 'ae_provider' ? 'A&E <attendances> \u0007' : 'RTT',
        publication: 'p',
        added: version < 3,
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

function storeWith(log: VersionChanges[]): MemoryStore {
  const bytes = new TextEncoder().encode(JSON.stringify(log))
  return new MemoryStore({ [CATALOG_KEY]: CATALOG, 'datasets/changes/0.json': bytes })
}

const api = apiOver(storeWith(LOG))

async function versions(query = ''): Promise<number[]> {
  return ChangesAnswer.parse(await api.json(`/api/changes${query}`)).changes.map((change) => change.version)
}

describe('GET /api/changes', () => {
  it('tells the newest first, and nothing that the catalogue in force does not have', async () => {
    expect(await versions()).toEqual([5, 4, 3, 2, 1])
  })

  it('tells what is new since a version, of a dataset, as many as wanted', async () => {
    expect(await versions('?since=3')).toEqual([5, 4])
    expect(await versions('?dataset=rtt_pathways')).toEqual([4, 2])
    expect(await versions('?limit=2')).toEqual([5, 4])
  })

  it('has nothing to tell before there is a log', async () => {
    const answer = await apiOver(new MemoryStore()).json<{ changes: unknown[] }>('/api/changes')

    expect(answer.changes).toEqual([])
  })

  it.each(['/api/changes.atom', '/api/changes?format=atom'])('is a feed at %s', async (path) => {
    const response = await api.request(path)
    const feed = await response.text()

    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(feed).toContain('<title>A&amp;E &lt;attendances&gt; \uFFFD, 2025-03 (revised)</title>')
    expect(feed.match(/<entry>/g)?.length).toBe(5)
    expect(feed).toContain('<id>https://data.example/api/datasets/ae_provider#v5</id>')
  })

  it('is a feed for programs that accept only feeds, and refuses who accepts neither', async () => {
    const accepting = (accept: string) => api.request('/api/changes', { headers: { accept } })

    expect((await accepting('application/atom+xml')).headers.get('content-type')).toContain('atom')
    expect((await accepting('text/html, */*;q=0.8')).headers.get('content-type')).toContain('json')
    expect((await accepting('image/png')).status).toBe(406)
  })
})
