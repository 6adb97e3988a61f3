import { Hono } from 'hono'
import type { Catalog, Dataset } from '../catalog/catalog'
import { fail } from './error'

/** `GET /api/datasets`: what there is, in the version that the catalogue has now. */
export function datasets(readCatalog: () => Promise<Catalog | undefined>) {
  return new Hono().get('/', async (c) => {
    const catalog = await readCatalog()
    if (!catalog) return fail(c, 503, 'Nothing is published yet', 'Try again in a minute; ./datawarp status says more.')

    const etag = `"v${catalog.version}"`
    c.header('etag', etag)
    c.header('cache-control', 'public, max-age=5')
    if (c.req.header('if-none-match') === etag) return c.body(null, 304)
    return c.json({
      version: catalog.version,
      committed_at: catalog.committedAt,
      datasets: catalog.datasets.map(summary),
    })
  })
}

function summary(dataset: Dataset) {
  const periods = dataset.parts.flatMap((part) => part.periods)
  return {
    dataset: dataset.dataset,
    title: dataset.title,
    description: dataset.description,
    publication: dataset.publication,
    publisher: dataset.publisher,
    licence: dataset.licence,
    landing_page: dataset.landing_page,
    version: Number(dataset.version),
    changed_at: dataset.changed_at.toISOString(),
    rows: Number(dataset.rows),
    bytes: Number(dataset.bytes),
    parts: dataset.parts.length,
    columns: dataset.columns.length,
    releases: dataset.releases.length,
    first_period: day(periods.map((period) => period.start).sort(earlier)[0]),
    last_period: day(
      periods
        .map((period) => period.end)
        .sort(earlier)
        .at(-1),
    ),
  }
}

function earlier(a: Date, b: Date): number {
  return a.getTime() - b.getTime()
}

function day(date: Date | undefined): string | null {
  return date ? date.toISOString().slice(0, 10) : null
}
