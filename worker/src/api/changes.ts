import { createRoute } from '@hono/zod-openapi'
import type { ChangeLog, VersionChanges } from '../catalog/changes'
import { type App, inForce, originOf, refusals, routes } from './app'
import { atomFeed } from './atom'
import { ChangesAnswer, ChangesRequest } from './contract'
import { formatOf, mediaType } from './format'
import { notModified } from './version'

const route = createRoute({
  method: 'get',
  path: '/api/changes',
  summary: 'What changed, by catalogue version',
  description: 'Newest first. As a feed to subscribe to: /api/changes.atom',
  tags: ['Changes'],
  request: { query: ChangesRequest },
  responses: {
    200: {
      description: 'The latest changes',
      content: {
        'application/json': { schema: ChangesAnswer },
        'application/atom+xml': { schema: { type: 'string' } },
      },
    },
    304: { description: 'The catalogue is still that of If-None-Match' },
    ...refusals(400, 406, 429, 503),
  },
})

/** `GET /api/changes`: what each version of the catalogue brought. */
export function changes(app: App, log: ChangeLog) {
  return routes().openapi(route, async (c) => {
    const { since, dataset, limit, format } = c.req.valid('query')
    const form = formatOf(format, c.req.header('accept'), ['json', 'atom'])
    c.header('vary', 'accept')
    const catalog = await inForce(app)
    const known = notModified(c, app, catalog.version)
    if (known) return known as never

    const found = await log.latest(catalog.version, since ?? 0, limit, dataset)
    if (form === 'json') {
      return c.json({ version: catalog.version, committed_at: catalog.committedAt, changes: found.map(told) }, 200)
    }
    c.header('content-type', mediaType('atom'))
    return c.body(atomFeed({ origin: originOf(c), publicUrl: app.publicUrl }, catalog.committedAt, found)) as never
  })
}

/** Without what only the sink needs to know. */
function told({ version, committed_at, datasets }: VersionChanges) {
  return {
    version,
    committed_at,
    datasets: datasets.map(({ dataset, title, publication, added, replaced, rows, ...rest }) => ({
      ...{ dataset, title, publication, added, replaced, rows },
      ...{ inserted: rest.inserted, updated: rest.updated, deleted: rest.deleted },
      ...{ releases: rest.releases, period_count: rest.period_count, periods: rest.periods },
    })),
  }
}
