import { createRoute } from '@hono/zod-openapi'
import type { StatusReports } from '../catalog/status'
import { type App, refusals, routes } from './app'
import { NoParameters, StatusAnswer } from './contract'
import { Refusal } from './error'
import { has } from './version'

const route = createRoute({
  method: 'get',
  path: '/api/status',
  summary: 'The state of publications: how fresh, what is expected, late or held',
  description: 'Written when something happens, and at least once an hour.',
  tags: ['Status'],
  request: { query: NoParameters },
  responses: {
    200: { description: 'The latest report', content: { 'application/json': { schema: StatusAnswer } } },
    304: { description: 'The report is still that of If-None-Match' },
    ...refusals(400, 404, 429, 503),
  },
})

/** `GET /api/status`: what may be known of publications, and no other field of the object. */
export function status({ deployed }: App, reports: StatusReports) {
  return routes().openapi(route, async (c) => {
    const latest = await reports.latest()
    if (!latest) throw noStatus()
    const etag = `"${latest.etag.replace(/^W\/|"/g, '')}${deployed ? `-${deployed}` : ''}"`
    c.header('etag', etag)
    c.header('cache-control', 'public, max-age=10, must-revalidate')
    if (has(c.req.header('if-none-match'), etag)) return c.body(null, 304) as never
    return c.json(StatusAnswer.parse(latest.report), 200)
  })
}

function noStatus(): Refusal {
  return new Refusal(
    404,
    'no_status',
    'No report on the publications is published here',
    'The process that fetches them publishes it: ./datawarp up, or run fetch.',
  )
}
