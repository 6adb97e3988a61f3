import { createRoute } from '@hono/zod-openapi'
import type { z } from '@hono/zod-openapi'
import type { Dataset } from '../catalog/catalog'
import { latestRelease, newestRelease, runs, span } from '../catalog/describe'
import { findDatasets } from '../catalog/find'
import { DatasetsAnswer, DatasetsRequest, type DatasetSummary } from './contract'
import { type App, inForce, originOf, refusals, routes } from './app'
import { notModified } from './version'

const route = createRoute({
  method: 'get',
  path: '/api/datasets',
  summary: 'List and search what is published',
  description: 'Best matches first when words are given, else by name. The ETag is the catalogue version.',
  tags: ['Datasets'],
  request: { query: DatasetsRequest },
  responses: {
    200: { description: 'A page of datasets', content: { 'application/json': { schema: DatasetsAnswer } } },
    304: { description: 'The catalogue is still that of If-None-Match' },
    ...refusals(400, 429, 503),
  },
})

/** `GET /api/datasets`: what there is, in the version that the catalogue has now. */
export function datasets(app: App) {
  return routes().openapi(route, async (c) => {
    const catalog = await inForce(app)
    const known = notModified(c, app, catalog.version)
    if (known) return known as never

    const { q, publication, period_kind, changed_since, limit, offset } = c.req.valid('query')
    const changedSince = changed_since ? new Date(changed_since) : undefined
    const found = findDatasets(catalog, { words: q, publication, periodKind: period_kind, changedSince })
    const complete = found.filter((each) => each.complete)
    const page = complete.slice(offset, offset + limit)
    const origin = originOf(c)
    const next = offset + limit < complete.length ? nextPage(c.req.url, offset + limit) : null
    if (next) c.header('link', `<${next}>; rel="next"`)
    return c.json(
      {
        version: catalog.version,
        committed_at: catalog.committedAt,
        total: complete.length,
        datasets: page.map(({ dataset }) => summary(dataset, origin)),
        next,
      },
      200,
    )
  })
}

/** The same request, further on. */
function nextPage(url: string, offset: number): string {
  const next = new URL(url)
  next.searchParams.set('offset', String(offset))
  return next.href
}

/** What a list says about a dataset. */
export function summary(dataset: Dataset, origin: string): z.infer<typeof DatasetSummary> {
  const { first, last, kinds } = span(dataset)
  return {
    dataset: dataset.dataset,
    title: dataset.title,
    description: dataset.description,
    publication: dataset.publication,
    publication_title: dataset.publication_title,
    publisher: dataset.publisher,
    licence: dataset.licence,
    landing_page: dataset.landing_page,
    frequency: dataset.frequency ?? '',
    version: Number(dataset.version),
    changed_at: dataset.changed_at.toISOString(),
    rows: Number(dataset.rows),
    bytes: Number(dataset.bytes),
    parts: dataset.parts.length,
    columns: dataset.columns.length,
    releases: dataset.releases.length,
    latest_release: latestRelease(dataset)?.release ?? null,
    newest_release: newestRelease(dataset)?.release ?? null,
    period_kinds: kinds,
    first_period: first,
    last_period: last,
    covered: runs(dataset),
    url: `${origin}/api/datasets/${dataset.dataset}`,
  }
}
